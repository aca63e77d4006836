using PrivateApi.Errors;

namespace PrivateApi.Resources;

/// <summary>The refusal of other parameters for the same name.</summary>
internal static class ParameterMismatch
{
    /// <summary>Refuses a single value that differs.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>, naming both values.</exception>
    public static void Require(string what, string id, string parameter, string? actual, string wanted)
    {
        if (!string.Equals(actual, wanted, StringComparison.Ordinal))
        {
            throw new PrivateApiException(
                "ParameterMismatch",
                FaultKind.Conflict,
                $"{what} already exists ({id}), with another {parameter}: {Show(actual)}, not {Show(wanted)}. "
                    + "Use the same parameters or another -Name, or change it with the Set- command if there is one.",
                id
            );
        }
    }

    /// <summary>Refuses a set of values that differs; order does not matter.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>, naming both sets.</exception>
    public static void Require(string what, string id, string parameter, IEnumerable<string> actual, IEnumerable<string> wanted) =>
        Require(what, id, parameter, Sorted(actual), Sorted(wanted));

    private static string Sorted(IEnumerable<string> values) => string.Join(", ", values.Order(StringComparer.Ordinal));

    private static string Show(string? value) => string.IsNullOrEmpty(value) ? "none" : value;
}
