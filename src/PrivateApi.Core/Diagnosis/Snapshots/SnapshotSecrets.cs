using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis.Snapshots;

/// <summary>
/// Removes secrets from facts as they are read: snapshots are passed on, and every message is made from them. What the engine
/// needs stays: names of functions and VPC links, scheme, host and path of an address, and which stage variables are set.
/// </summary>
internal static class SnapshotSecrets
{
    /// <summary>An API with the addresses of its integrations masked, and the values of stage variables that are not needed.</summary>
    public static ApiFact Without(ApiFact api) => api with { Stages = [.. api.Stages.Select(Without)] };

    /// <summary>A case to be written, or one from elsewhere.</summary>
    public static SnapshotCase Without(SnapshotCase taken) =>
        taken with
        {
            Snapshot = taken.Snapshot with
            {
                Apis = [.. taken.Snapshot.Apis.Select(Without)],
                WebAcls = [.. taken.Snapshot.WebAcls.Select(Without)],
                Denied = [.. taken.Snapshot.Denied.Select(denied => denied with { Message = SecretText.Redact(denied.Message) })],
            },
            Calls =
            [
                .. taken.Calls.Select(call =>
                    call with
                    {
                        Path = SecretText.Path(call.Path),
                        UrlPath = call.UrlPath is { } whole ? SecretText.Path(whole) : null,
                        Keys = call.Keys.ToDictionary(key => key.Key, key => SecretText.Redact(key.Value)),
                    }
                ),
            ],
        };

    // The body of a custom answer is text of the user's; searched texts that may be secrets are not read at all.
    private static WebAclFact Without(WebAclFact acl) =>
        acl with
        {
            DefaultAction = Without(acl.DefaultAction),
            Rules = [.. acl.Rules.Select(rule => rule with { Action = Without(rule.Action) })],
        };

    private static WebAclActionFact Without(WebAclActionFact action) =>
        action.Body is { } body ? action with { Body = SecretText.Redact(body) } : action;

    private static StageFact Without(StageFact stage)
    {
        IntegrationFact[] integrations = [.. stage.Methods.Select(method => method.Integration).OfType<IntegrationFact>()];
        return stage with
        {
            Canary = stage.Canary is { } canary ? canary with { Stage = Without(canary.Stage) } : null,
            Variables = stage.Variables.ToDictionary(
                item => item.Key,
                item => IsOfAuthorizer(stage, item.Key) ? item.Value : Value(item.Key, item.Value, integrations),
                StringComparer.Ordinal
            ),
            Methods =
            [
                .. stage.Methods.Select(method =>
                    method.Integration?.Uri is { } uri
                        ? method with
                        {
                            Integration = method.Integration with { Uri = SecretText.Url(uri) },
                        }
                        : method
                ),
            ],
        };
    }

    // The address of an authorizer is a function's.
    private static bool IsOfAuthorizer(StageFact stage, string name) =>
        stage.Methods.Any(method => VariableAddress.IsArn(method.Authorizer?.Uri) && VariableAddress.Uses(method.Authorizer?.Uri, name));

    private static string Value(string name, string value, IntegrationFact[] integrations)
    {
        if (
            integrations.Any(item => VariableAddress.IsArn(item.Uri) && VariableAddress.Uses(item.Uri, name))
            || integrations.Any(item => VariableAddress.Uses(item.ConnectionId, name))
        )
        {
            return value;
        }

        string[] shown =
        [
            .. integrations
                .Select(item => item.Uri)
                .OfType<string>()
                .Where(uri => !VariableAddress.IsArn(uri))
                .Where(uri => VariableAddress.IsShown(uri, name)),
        ];
        return shown.Length == 0 || SecretNames.IsSecret(name, value) ? SecretText.Mask
            : shown.Any(uri => VariableAddress.BeginsBeforePath(uri, name)) ? SecretText.Url(value)
            : SecretText.Redact(value);
    }
}
