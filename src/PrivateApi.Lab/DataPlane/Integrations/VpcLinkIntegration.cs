using System.Text;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.Http;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// Integrations through a VPC link: link, load balancer, listener, groups and targets are judged by the engine's rules. Behind a target
/// that is reached the integration's URI is called as any other.
/// </summary>
internal static class VpcLinkIntegration
{
    public static LabResponse Run(GatewayCall call, bool isProxy)
    {
        string id = call.FromIntegration("connectionId");
        if (Link(call, id) is not { } link)
        {
            throw GatewayFault.Internal($"VPC link {(id.Length > 0 ? id : "(none)")} is not AVAILABLE.");
        }

        IntegrationFact integration = new() { Type = "HTTP", Target = call.FromIntegration("integrationTarget") };
        if (BackendRules.TargetOf(link, integration) is not { } target)
        {
            throw GatewayFault.Internal($"VPC link {id} leads to no load balancer.");
        }

        AccountSnapshot facts = Facts(call, target);
        Finding found = BackendRules.Judge(facts, link, target, call.FromIntegration("uri"));
        if (found.Status == CheckStatus.Failed && found.Answer is null)
        {
            // An Application Load Balancer without targets answers itself.
            DeniedAnswer own = LoadBalancerAnswers.ServiceUnavailable;
            Dictionary<string, string> headers = new() { ["Content-Type"] = "text/html", ["Server"] = "awselb/2.0" };
            return HttpIntegration.Map(call, new BackendAnswer(own.StatusCode, headers, Encoding.UTF8.GetBytes(own.Body)), isProxy);
        }

        return found.Status == CheckStatus.Failed || !IsAnswered(facts, target, call.FromIntegration("uri"))
            ? throw GatewayFault.Internal(found.Message)
            : HttpIntegration.Run(call, isProxy);
    }

    private static VpcLinkFact? Link(GatewayCall call, string id)
    {
        ApiGatewayState state = call.Store.Get<ApiGatewayState>(call.AccountId, call.Region);
        bool isV2 = !state.VpcLinks.TryGetValue(id, out LabVpcLink? link);
        if ((isV2 && !state.V2VpcLinks.TryGetValue(id, out link)) || call.Time < link!.AvailableAt)
        {
            return null;
        }

        Ec2State network = call.Store.Get<Ec2State>(call.AccountId, call.Region);
        return new VpcLinkFact
        {
            Id = id,
            IsV2 = isV2,
            Status = "AVAILABLE",
            Targets = Scalar.Texts(link.Wire["targetArns"]),
            SecurityGroupIds = Scalar.Texts(link.Wire["securityGroupIds"]),
            CidrBlocks =
            [
                .. Scalar
                    .Texts(link.Wire["subnetIds"])
                    .Where(network.Subnets.ContainsKey)
                    .SelectMany(subnet => NetworkFacts.Subnet(network.Subnets[subnet]).CidrBlocks),
            ],
        };
    }

    private static AccountSnapshot Facts(GatewayCall call, string target)
    {
        AccountSnapshot facts = call.Facts ?? LabFacts.Build(call.Store, call.Region, call.AccountId, api: null);
        string arn = BackendRules.LoadBalancerOf(target);
        return facts with
        {
            Backends =
            [
                new BackendFact
                {
                    Arn = target,
                    Ports = [BackendRules.PortOf(call.FromIntegration("uri"))],
                    LoadBalancer = facts.LoadBalancers.FirstOrDefault(item => item.Arn == arn && BackendRules.IsOf(arn, call.AccountId)),
                },
            ],
        };
    }

    // With no healthy target calls go to all of them, and one that no connection gets to does not answer.
    private static bool IsAnswered(AccountSnapshot facts, string target, string uri)
    {
        int port = BackendRules.PortOf(uri);
        string[] groups =
        [
            .. (facts.Backends[0].LoadBalancer?.Listeners ?? [])
                .Where(item => item.Arn == target || item.Port == port)
                .SelectMany(item => item.Rules ?? [])
                .SelectMany(rule => rule.TargetGroupArns),
        ];
        TargetFact[] used = [.. facts.TargetGroups.Where(group => groups.Contains(group.Arn)).SelectMany(TargetRules.InUse)];
        return used.Length == 0 || Array.Exists(used, item => item.State == "healthy" || item.Reason == "Target.ResponseCodeMismatch");
    }
}
