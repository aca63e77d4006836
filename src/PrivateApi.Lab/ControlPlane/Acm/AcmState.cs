using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Acm;

/// <summary>Certificates of one account and Region, by ARN.</summary>
internal sealed class AcmState : ILabState<AcmState>
{
    public SortedDictionary<string, LabCertificate> Certificates { get; } = new(StringComparer.Ordinal);

    public static AcmState Create(LabStore store, string accountId, string region) => new();
}
