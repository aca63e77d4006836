using System.Security.Cryptography;
using System.Text;

namespace PrivateApi.Facts;

/// <summary>
/// The settings that a deployment took along, as our record on its stage says: a change of them has no effect before the next one
/// (API Gateway guide, "Redeploy a REST API": associations with endpoints, and disableExecuteApiEndpoint). AWS shows them nowhere.
/// </summary>
/// <param name="DisableExecuteApiEndpoint">True when the default host was switched off.</param>
/// <param name="Associated">The endpoints; null where the record has room for their hash only.</param>
internal sealed record DeployedSettings(bool DisableExecuteApiEndpoint, IReadOnlyList<string>? Associated)
{
    private const string Prefix = "vpce-";

    private const int HashLength = 64;

    // A tag's value has 256 characters at most, and a deployment's description holds more than this.
    private const int MostListed = 6;

    /// <summary>The settings as text: <c>0/0a1b2c3d4e5f67890+0f1e2d3c4b5a69788</c>, in characters that a tag may have.</summary>
    /// <param name="disableExecuteApiEndpoint">True when the default host is switched off.</param>
    /// <param name="endpointIds">The associated endpoints.</param>
    public static string Write(bool disableExecuteApiEndpoint, IEnumerable<string> endpointIds)
    {
        string[] ids = [.. endpointIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string listed =
            ids.Length <= MostListed && Array.TrueForAll(ids, IsUsual)
                ? string.Join('+', ids.Select(id => id[Prefix.Length..]))
                : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('+', ids)))).ToLowerInvariant();
        return $"{(disableExecuteApiEndpoint ? 1 : 0)}/{listed}";
    }

    /// <summary>The record of a deployment, as a tag has it.</summary>
    public static string Of(string deploymentId, string settings) => $"{deploymentId}/{settings}";

    /// <summary>The settings of the deployment; null without a record of that deployment.</summary>
    /// <param name="record">The tag; null for none.</param>
    /// <param name="deploymentId">The deployment that the stage serves.</param>
    public static DeployedSettings? Read(string? record, string deploymentId) =>
        record?.Split('/') is [string deployment, "0" or "1", string listed] parts && deployment == deploymentId && deployment.Length > 0
            ? new DeployedSettings(
                parts[1] == "1",
                listed.Length == 0 ? []
                    : listed.Length == HashLength ? null
                    : [.. listed.Split('+').Select(id => Prefix + id)]
            )
            : null;

    private static bool IsUsual(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.Length is > 5 and <= 22
        && id.Skip(Prefix.Length).All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
