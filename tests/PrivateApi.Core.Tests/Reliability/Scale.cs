using System.Globalization;

namespace PrivateApi.Tests.Reliability;

/// <summary>How much of a proof runs: a part in every test run, all of it where a variable asks (docs/reliability.md).</summary>
internal static class Scale
{
    /// <summary>The number in an environment variable; the default where it is not set.</summary>
    public static int Of(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
