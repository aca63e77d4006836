using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The VPC link of an integration and what it leads to. A link that is AVAILABLE says nothing about its load balancer, so that such a link
/// alone is never Passed.
/// </summary>
internal static class VpcLinkFinding
{
    /// <param name="snapshot">The facts.</param>
    /// <param name="integration">The integration.</param>
    /// <param name="id">The link, with stage variables filled in.</param>
    /// <param name="uri">The integration's URI, likewise.</param>
    public static Finding Of(AccountSnapshot snapshot, IntegrationFact integration, string id, string uri) =>
        snapshot.VpcLinks.FirstOrDefault(link => link.Id == id) switch
        {
            null => Finding.Skipped(Unread.Says(snapshot, "VpcLink", "apigateway:GET on /vpclinks", $"VPC link {id}")),
            { Status: null } => Finding.Refused($"there is no VPC link {id}, neither V1 nor V2", null, DeniedAnswer.InternalServerError),
            { Status: "AVAILABLE" } link => Available(snapshot, integration, link, uri),

            // API Gateway guide, "Set up VPC links V2": after 60 days without traffic.
            { Status: "INACTIVE" } => Finding.Warning(
                $"VPC link {id} is INACTIVE: it had no traffic for 60 days, and calls fail until the first ones have made its network "
                    + "interfaces anew"
            ),
            { } link => Finding.Refused(
                $"VPC link {id} is {link.Status}{(link.StatusMessage is { Length: > 0 } text ? $": {text}" : string.Empty)}",
                null,
                DeniedAnswer.InternalServerError
            ),
        };

    // "The load balancer, the VPC link and the REST API must be in the same account" (API Gateway guide, "Private integrations").
    private static Finding Available(AccountSnapshot snapshot, IntegrationFact integration, VpcLinkFact link, string uri)
    {
        string words = $"VPC link {link.Id}{(link.IsV2 ? " (V2)" : string.Empty)} is AVAILABLE";
        if (BackendRules.TargetOf(link, integration) is not { } target)
        {
            return Finding.Warning(
                words
                    + (
                        link.IsV2
                            ? ", but the integration shows no integrationTarget, which names the load balancer of a VPC link V2"
                            : ", and the load balancer that it leads to is not known"
                    )
            );
        }

        if (!BackendRules.IsOf(target, snapshot.AccountId))
        {
            return Finding.Warning(
                $"{words}, but load balancer {target} is in another account than the API, which AWS does not support; whoever owns it can "
                    + "look at its targets"
            );
        }

        Finding behind = BackendRules.Judge(snapshot, link, target, uri);
        return behind with { Message = $"{words} and leads to load balancer {target}: {behind.Message}" };
    }
}
