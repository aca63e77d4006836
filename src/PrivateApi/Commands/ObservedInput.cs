using PrivateApi.Model;
using PrivateApi.Reachability.Observed;

namespace PrivateApi.Commands;

/// <summary>The causes of what a user has seen, whatever form it is in.</summary>
internal static class ObservedInput
{
    /// <summary>The causes, the one that the text supports most first; empty for an answer that did not fail.</summary>
    public static IReadOnlyList<ErrorCause> Resolve(object observed)
    {
        List<string> text = [];
        foreach (object? item in ErrorInput.Each(observed))
        {
            if (ErrorInput.Result(item) is { } result)
            {
                return ErrorResolver.Resolve(result);
            }

            text.Add(ErrorInput.Line(item) ?? ErrorInput.Text(item));
        }

        return ErrorResolver.Resolve(string.Join('\n', text));
    }
}
