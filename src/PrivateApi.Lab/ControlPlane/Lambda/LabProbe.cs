using System.Text.RegularExpressions;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>
/// Does what the probe's Python code does: the same refusals, the same event and the same answer, with the call made
/// through the lab's data plane from the function's place.
/// </summary>
internal sealed class LabProbe(LabFunction function, string region)
{
    private const int BodyLimit = 4 * 1024 * 1024;

    private readonly string? _suffix = function.Variable(ProbeEnvironment.Suffix);
    private readonly string[] _domains = Split(function.Variable(ProbeEnvironment.Domains));
    private readonly string[] _addresses = Split(function.Variable(ProbeEnvironment.Addresses));
    private readonly LabCaller _caller =
        function.SubnetIds.Count == 0
            ? LabCaller.Internet
            : LabCaller.Subnet(function.SubnetIds[0], function.SecurityGroupIds, function.Address);

    /// <summary>The function's own time limit, seconds.</summary>
    public int Timeout { get; } = function.Timeout;

    public async Task<ProbeAnswer> CallAsync(ProbeRequest request, IDataPlane dataPlane, CancellationToken stop)
    {
        if (Refusal(request) is { } refusal)
        {
            return new ProbeAnswer { Failure = null, Message = refusal };
        }

        LabCallAnswer answer = await dataPlane.CallAsync(ProbeTranslation.ToLab(request, _caller), stop);
        bool isTooLong = answer.Body?.Length > BodyLimit;
        return ProbeTranslation.FromLab(isTooLong ? answer with { Body = answer.Body![..BodyLimit] } : answer, request) with
        {
            Truncated = isTooLong,
        };
    }

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private string? Refusal(ProbeRequest request)
    {
        if (
            !Uri.TryCreate(request.Url, UriKind.Absolute, out Uri? url)
            || url.Scheme != Uri.UriSchemeHttps
            || url.Port != 443
            || url.UserInfo.Length > 0
        )
        {
            return "The probe calls only https on port 443.";
        }

        string zone = Regex.Escape(region);
        string tail = Regex.Escape(_suffix ?? string.Empty);
        bool isKnown =
            _domains.Contains(url.Host, StringComparer.OrdinalIgnoreCase)
            || Regex.IsMatch(
                url.Host,
                $@"^(?:[a-z0-9]+(?:-vpce-[0-9a-f]+)?\.execute-api\.{zone}\.{tail}|vpce-[0-9a-z-]+\.execute-api\.{zone}\.vpce\.{tail})$",
                RegexOptions.CultureInvariant
            );
        return !isKnown
                ? $"The probe does not call {url.Host}: it is neither an execute-api host of this Region nor "
                    + "a domain fixed when the probe was created."
            : request.ConnectAddress is { } address && !_addresses.Contains(address)
                ? $"The probe does not connect to {address}: it is not an address of the endpoint."
            : null;
    }
}
