using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Acm;

/// <summary>A certificate.</summary>
internal sealed class LabCertificate(JsonObject wire)
{
    /// <summary>As DescribeCertificate shows it.</summary>
    public JsonObject Wire { get; } = wire;

    /// <summary>Its text; null for one that was requested, which nobody has.</summary>
    public string? Pem { get; init; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>The names that it is for.</summary>
    public IReadOnlyList<string> Names => [.. JsonProtocol.Texts(Wire["SubjectAlternativeNames"]).Select(name => name.ToLowerInvariant())];
}
