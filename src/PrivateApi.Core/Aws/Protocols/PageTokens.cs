using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// Detects listings that repeat themselves: a service that returns the token that it was sent, or one that it has returned before in
/// the same listing. The SDK's paginators and <see cref="Pages"/> send the same request object from page to page, which identifies
/// the listing.
/// </summary>
internal sealed class PageTokens
{
    /// <summary>A million items at a hundred per page: nobody waits for a longer list.</summary>
    private const int MostPages = 10_000;

    // The names in a request and in its answer. Route 53's record sets continue from a name, a type and an identifier.
    private static readonly (string[] Sent, string[] Given)[] Names =
    [
        (["NextToken"], ["NextToken"]),
        (["Position"], ["Position"]),
        (["Marker"], ["NextMarker"]),
        (["Marker"], ["Marker"]),
        (["StartRecordName", "StartRecordType", "StartRecordIdentifier"], ["NextRecordName", "NextRecordType", "NextRecordIdentifier"]),
    ];

    private readonly ConditionalWeakTable<AmazonWebServiceRequest, HashSet<string>> _given = [];

    /// <summary>Checks a page.</summary>
    /// <returns>Why the listing does not end; null while it still may.</returns>
    public string? Problem(AmazonWebServiceRequest request, AmazonWebServiceResponse answer)
    {
        foreach ((string[] sentNames, string[] givenNames) in Names)
        {
            if (Value(answer, givenNames) is not { } given || request.GetType().GetProperty(sentNames[0]) is null)
            {
                continue;
            }

            HashSet<string> known = _given.GetOrCreateValue(request);
            if (Value(request, sentNames) is not { } sent)
            {
                known.Clear();
            }
            else if (sent == given)
            {
                return "it returns the page token that it was sent";
            }

            return !known.Add(given) ? "it returns a page token that it has returned before"
                : known.Count > MostPages ? string.Create(CultureInfo.InvariantCulture, $"it continues after {MostPages:N0} pages")
                : null;
        }

        return null;
    }

    /// <summary>Puts an answer's token into the request, for the next page.</summary>
    /// <returns>False after the last page.</returns>
    public static bool GoOn(AmazonWebServiceRequest request, AmazonWebServiceResponse answer)
    {
        foreach ((string[] sentNames, string[] givenNames) in Names)
        {
            if (Value(answer, givenNames) is null || request.GetType().GetProperty(sentNames[0]) is null)
            {
                continue;
            }

            foreach ((string sent, string given) in sentNames.Zip(givenNames))
            {
                request.GetType().GetProperty(sent)!.SetValue(request, answer.GetType().GetProperty(given)!.GetValue(answer));
            }

            return true;
        }

        return false;
    }

    private static string? Value(object holder, string[] names)
    {
        string[] values = [.. names.Select(name => holder.GetType().GetProperty(name)?.GetValue(holder)?.ToString() ?? string.Empty)];
        return values[0].Length == 0 ? null : string.Join('\n', values);
    }
}
