using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The VPC link of an integration and what it leads to. A link that is AVAILABLE says nothing about the targets of its load balancer:
/// without a healthy one calls get 504, so that such a link alone is never Passed.
/// </summary>
internal static class VpcLinkFinding
{
    public static Finding Of(EvaluationContext evaluation, IntegrationFact integration, string id) =>
        evaluation.Snapshot.VpcLinks.FirstOrDefault(link => link.Id == id) switch
        {
            null => Finding.Skipped(Unread.Says(evaluation.Snapshot, "VpcLink", "apigateway:GET on /vpclinks", $"VPC link {id}")),
            { Status: null } => Finding.Refused($"there is no VPC link {id}, neither V1 nor V2", null, DeniedAnswer.InternalServerError),
            { Status: "AVAILABLE" } link => Finding.Warning(
                $"VPC link {id}{(link.IsV2 ? " (V2)" : string.Empty)} is AVAILABLE"
                    + (link.IsV2 ? OfV2(evaluation.Snapshot, integration) : OfV1(link))
                    + "; the health of its targets was not looked at, and without a healthy one calls get 504"
            ),

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

    private static string OfV1(VpcLinkFact link) =>
        link.Targets.Count > 0
            ? $" and leads to load balancer {string.Join(", ", link.Targets)}"
            : ", and the load balancer that it leads to is not known";

    // "The load balancer, the VPC link and the REST API must be in the same account" (API Gateway guide, "Private integrations").
    private static string OfV2(AccountSnapshot snapshot, IntegrationFact integration) =>
        integration.Target is not { Length: > 0 } target
            ? ", but the integration shows no integrationTarget, which names the load balancer of a VPC link V2"
        : target.Split(':') is { Length: > 5 } parts && parts[4].Length > 0 && parts[4] != snapshot.AccountId
            ? $", but load balancer {target} is in another account than the API"
        : $" and the integration leads to load balancer {target}";
}
