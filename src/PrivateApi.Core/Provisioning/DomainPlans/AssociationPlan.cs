using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// Lays out the consumer's part: an endpoint of this account is associated with a private custom domain name, its own or one that another
/// account shares, and the name is made to resolve (API Gateway guide, "API consumer: Associate your VPC endpoint with a private custom
/// domain name").
/// </summary>
internal static class AssociationPlan
{
    /// <exception cref="PrivateApiException"><c>InvalidDomainArn</c>, <c>RegionMismatch</c>, <c>DomainNotShared</c>,
    /// <c>EndpointNotFound</c>, <c>WrongEndpointService</c>, <c>EndpointHasDomain</c>, <c>RecordExists</c>.</exception>
    public static async Task<Plan> MakeAsync(
        AwsSession session,
        AssociationSpec spec,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        DomainArn domain = DomainArn.Read(spec.DomainNameArn);
        ResourceTags.Check(domain.Name, spec.Tags);
        await RequireSeenAsync(session, domain, stop);
        await AssociatedEndpoints.CheckAsync(session, spec.VpcEndpointIds, progress, stop);
        RunMark run = RunMark.New();
        AssociationSteps associations = new(session, run, spec.Tags, progress);
        RecordSteps records = new(session, run, progress);
        List<PlanStep> steps = [];
        List<PlanStep> waits = [];
        HashSet<string> resolving = new(StringComparer.Ordinal);
        foreach (VpcEndpoint endpoint in await EndpointsById.ReadAsync(session.Ec2, spec.VpcEndpointIds, stop))
        {
            Warn(endpoint, progress);
            string id = endpoint.VpcEndpointId;
            PlanStep association = associations.Association(domain.Name, () => domain.Text, id, null);
            steps.Add(association);
            waits.Add(associations.Ready(domain.Name, () => domain.Text, id, spec.TimeOut, association));
            string[] vpcs = spec.VpcIds.Count > 0 ? [.. spec.VpcIds] : [endpoint.VpcId];
            if (spec.MakesRecord)
            {
                steps.AddRange(vpcs.Where(resolving.Add).SelectMany(vpcId => records.Make(domain.Name, vpcId, endpoint, association)));
            }
        }

        if (spec.Wait)
        {
            steps.AddRange(waits);
        }

        Plan plan = new(
            $"Associate {string.Join(", ", spec.VpcEndpointIds)} with {domain.Name} of account {domain.AccountId}",
            domain.Name,
            steps,
            PlanTiming.For(session)
        );
        await plan.SurveyAsync(stop);
        return plan;
    }

    // Another account's name shows once it is shared.
    private static async Task RequireSeenAsync(AwsSession session, DomainArn domain, CancellationToken stop)
    {
        if (domain.Region != session.Region)
        {
            throw new PrivateApiException(
                "RegionMismatch",
                FaultKind.InvalidArgument,
                $"{domain.Name} is in {domain.Region}, and this connection is to {session.Region}. A private custom domain name and the "
                    + "endpoints that lead to it are in one Region.",
                domain.Text
            );
        }

        string account = await session.GetAccountIdAsync(stop);
        bool isOwn = domain.AccountId == account;
        List<DomainName> seen = await ApiLists.DomainsAsync(session.ApiGateway, isOwn ? "SELF" : "OTHER_ACCOUNTS", stop);
        if (!seen.Exists(item => item.DomainNameArn == domain.Text))
        {
            throw isOwn
                ? new Domains(session).NotFound(domain.Name, domain.Id)
                : new PrivateApiException(
                    "DomainNotShared",
                    FaultKind.NotFound,
                    $"Account {domain.AccountId} does not share {domain.Name} ({domain.Id}) with account {account}, or it is not there. "
                        + "Its owner shares it, with AWS Resource Access Manager or with: "
                        + CommandLine.ForCmdlet("New-PrivateApiDomain").With("DomainName", domain.Name).With("ShareWithAccountId", account),
                    domain.Text
                );
        }
    }

    // API Gateway guide, the page above: private DNS is its first step.
    private static void Warn(VpcEndpoint endpoint, IProgress<ProgressEvent> progress)
    {
        if (endpoint.PrivateDnsEnabled != true)
        {
            progress.Report(
                ProgressEvent.Verbose(
                    $"Private DNS of {endpoint.VpcEndpointId} is off; API Gateway's guide has it on for custom domain names."
                )
            );
        }
    }
}
