using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Status codes as the model constrains them.</summary>
internal static partial class StatusCodes
{
    public static bool IsValid(string status) => Pattern().IsMatch(status);

    [GeneratedRegex(@"^[1-5]\d\d$")]
    private static partial Regex Pattern();
}
