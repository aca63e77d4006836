using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Lambda in one account and Region.</summary>
internal sealed class LambdaState : ILabState<LambdaState>
{
    /// <summary>Functions by name; Lambda's names are case-sensitive.</summary>
    public SortedDictionary<string, LabFunction> Functions { get; } = new(StringComparer.Ordinal);

    public static LambdaState Create(LabStore store, string accountId, string region) => new();
}
