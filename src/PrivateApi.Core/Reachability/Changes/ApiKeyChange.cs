using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Enables an API key.</summary>
internal sealed record ApiKeyChange(string KeyId) : Change
{
    public override ChangeKind Kind => ChangeKind.ApiKey;

    public override string Target => KeyId;

    public override string Description => $"Enable API key {KeyId}";

    public override string Opens => $"every stage of the key's usage plans, to whoever has key {KeyId}";

    public override CommandLine Command => CommandLine.ForCmdlet("Set-PrivateApiKey").With("ApiKeyId", KeyId).With("Enabled", true);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            ApiKeys = Replace(snapshot.ApiKeys ?? [], key => key.Id == KeyId, key => key with { IsEnabled = true }),
        };
}
