// Over 250 lines: the steps of one plan, in their order.
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// Lays out a private custom domain name: the name with its policy in one call, its base paths and rules, the associations of the
/// endpoints, the records that resolve it, the accounts it is shared with, and the waits, which come last.
/// </summary>
internal sealed class DomainPlan
{
    private const string Mappings = "BASE_PATH_MAPPING_ONLY";
    private const string Both = "ROUTING_RULE_THEN_BASE_PATH_MAPPING";

    private readonly AwsSession _session;
    private readonly DomainSpec _spec;
    private readonly IProgress<ProgressEvent> _progress;
    private readonly string _account;
    private readonly RunMark _run = RunMark.New();
    private string _certificate = string.Empty;

    private DomainPlan(AwsSession session, DomainSpec spec, string account, IProgress<ProgressEvent> progress)
    {
        _session = session;
        _spec = spec;
        _account = account;
        _progress = progress;
    }

    // Laid out when the certificate is known.
    private PlanStep DomainStep => field ??= Birth();

    private PolicyDocument? Policy =>
        _spec.Policy ?? (_spec.VpcEndpointIds.Count > 0 ? PolicyTemplates.SourceVpce(_spec.VpcEndpointIds) : null);

    private string RoutingMode => _spec.RoutingMode ?? (_spec.Rules.Count > 0 ? Both : Mappings);

    private string What => $"Private custom domain name '{_spec.Name}'";

    private string Arn =>
        $"arn:{_session.Partition}:apigateway:{_session.Region}:{_account}:/domainnames/{_spec.Name}+{DomainStep.RequiredId}";

    /// <summary>Checks what is to be created, looks at what exists and lays out the rest. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidName</c>, <c>PolicyRequired</c>, <c>PolicyHasErrors</c>, <c>CertificateNotFound</c>,
    /// <c>CertificateMismatch</c>, <c>EndpointNotFound</c>, <c>ApiNotFound</c>, <c>NotPrivate</c>, <c>StageRequired</c>,
    /// <c>DomainExists</c>, <c>ParameterMismatch</c>, <c>RecordExists</c>, <c>EndpointHasDomain</c>.</exception>
    public static async Task<Plan> MakeAsync(AwsSession session, DomainSpec spec, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        DomainSpelling.RequireName(spec.Name);
        ResourceTags.Check(spec.Name, spec.Tags);
        DomainTargets targets = new(session);
        DomainSpec whole = spec with { Mappings = await targets.StagesAsync(spec.Mappings, stop) };
        await targets.CheckAsync(whole.Rules, stop);
        await AssociatedEndpoints.CheckAsync(session, whole.VpcEndpointIds, progress, stop);
        DomainPlan work = new(session, whole, await session.GetAccountIdAsync(stop), progress);
        await work.PrepareAsync(stop);
        Plan plan = new(
            $"Create private custom domain name {spec.Name} in {session.Region}",
            spec.Name,
            await work.StepsAsync(stop),
            PlanTiming.For(session)
        );
        await plan.SurveyAsync(stop);
        return plan;
    }

    // What exists was checked when it was created.
    private async Task PrepareAsync(CancellationToken stop)
    {
        if (await FindAsync(stop) is not null)
        {
            return;
        }

        PolicyDocument policy = Policy ?? throw NoPolicy();
        await AssociationSteps.RequireFreeAsync(_session, _spec.Name, _spec.VpcEndpointIds, stop);
        PolicyCheck.Require(policy, new LintContext(), _spec.Force, _progress);
        if (_spec.CertificateArn is { } given)
        {
            await Certificates.RequireAsync(_session, given, _spec.Name, stop);
        }

        _certificate = _spec.CertificateArn ?? await Certificates.FindAsync(_session, _spec.Name, stop);
    }

    private async Task<List<PlanStep>> StepsAsync(CancellationToken stop)
    {
        List<PlanStep> steps = [DomainStep, .. _spec.Mappings.Select(Mapping), .. _spec.Rules.Select(Rule)];
        AssociationSteps associations = new(_session, _run, _spec.Tags, _progress);
        Dictionary<string, PlanStep> associated = _spec.VpcEndpointIds.ToDictionary(
            id => id,
            id => associations.Association(_spec.Name, () => Arn, id, DomainStep)
        );
        steps.AddRange(associated.Values);
        List<VpcEndpoint> endpoints = await EndpointsById.ReadAsync(_session.Ec2, _spec.VpcEndpointIds, stop);
        if (_spec.MakesRecord)
        {
            RecordSteps records = new(_session, _run, _progress);
            foreach ((string vpcId, VpcEndpoint endpoint) in Places(endpoints))
            {
                steps.AddRange(records.Make(_spec.Name, vpcId, endpoint, associated[endpoint.VpcEndpointId]));
            }
        }

        if (_spec.Wait)
        {
            steps.Add(Available());
        }

        if (_spec.ShareWithAccounts.Count > 0)
        {
            steps.Add(Share());
        }

        if (_spec.Wait)
        {
            steps.AddRange(associated.Select(item => associations.Ready(_spec.Name, () => Arn, item.Key, _spec.TimeOut, item.Value)));
        }

        return steps;
    }

    /// <summary>Where it is to resolve, and to which endpoint: in an endpoint's own VPC to the first one there.</summary>
    private IEnumerable<(string VpcId, VpcEndpoint Endpoint)> Places(List<VpcEndpoint> endpoints) =>
        endpoints.Count == 0
            ? []
            : (_spec.VpcIds.Count > 0 ? _spec.VpcIds : endpoints.Select(item => item.VpcId))
                .Distinct(StringComparer.Ordinal)
                .Select(vpcId => (vpcId, endpoints.Find(item => item.VpcId == vpcId) ?? endpoints[0]));

    private PlanStep Birth() =>
        new()
        {
            Name = "domain",
            Run = _run,
            Label = $"Create the private custom domain name {_spec.Name}",
            Description =
                $"Create the private custom domain name {_spec.Name}"
                + (_certificate.Length > 0 ? $" with the certificate {_certificate}" : string.Empty)
                + $", {RoutingMode}, with the policy {Policy?.ToJson()}",
            Find = FindAsync,
            FindOwn = async stop =>
                (await new Domains(_session).NamedAsync(_spec.Name, stop)).Find(item => _run.IsOn(item.Tags))?.DomainNameId,
            Create = async stop =>
                (
                    await _session.ApiGateway.CreateDomainNameAsync(
                        new CreateDomainNameRequest
                        {
                            DomainName = _spec.Name,
                            CertificateArn = _certificate,
                            EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                            Policy = Policy!.ToJson(),
                            RoutingMode = RoutingMode,
                            Tags = new Dictionary<string, string>(ResourceTags.Create(_spec.Name, "domain", _run, _spec.Tags)),
                        },
                        stop
                    )
                ).DomainNameId
                ?? throw new InvalidOperationException($"{What} has no id."),
            Undo = (id, progress, stop) => DomainWrites.DeleteAsync(_session, _spec.Name, id, progress, stop),
            RemovalCommand = id => DomainRemoval.Command(_spec.Name, id),
        };

    private async Task<string?> FindAsync(CancellationToken stop)
    {
        if ((await new Domains(_session).NamedAsync(_spec.Name, stop)) is not [var listed, ..])
        {
            return null;
        }

        string id = listed.DomainNameId!;
        if (listed.Tags?.GetValueOrDefault(ResourceTags.Name) != _spec.Name)
        {
            throw new PrivateApiException(
                "DomainExists",
                FaultKind.Conflict,
                $"{What} exists ({id}), and has no tag {ResourceTags.Name}, so this module did not create it and leaves it as it is. "
                    + "Add-PrivateApiDomainAssociation associates endpoints with it.",
                _spec.Name
            );
        }

        DomainName domain = await DomainWrites.ReadAsync(_session, listed.Name, id, stop);
        if (_spec.CertificateArn is { } certificate)
        {
            ParameterMismatch.Require(What, id, "-CertificateArn", domain.CertificateArn, certificate);
        }

        if (_spec.RoutingMode is { } mode)
        {
            ParameterMismatch.Require(What, id, "-RoutingMode", domain.RoutingMode, mode);
        }

        RequirePolicy(domain, id);
        ResourceTags.RequireSame(What, id, domain.Tags ?? [], _spec.Tags);
        return id;
    }

    // A policy that follows from the endpoints is the choice of the first time.
    private void RequirePolicy(DomainName domain, string id)
    {
        if (_spec.Policy is not { } wanted)
        {
            return;
        }

        string own = DomainPolicies.InvokeArn(_session.Partition, _session.Region, _account, domain.Name, id);
        PolicyDocument? actual = string.IsNullOrWhiteSpace(domain.Policy)
            ? null
            : PolicyDocument.Parse(DomainPolicies.Short(domain.Policy, own));
        if (actual is null || !actual.MeansSame(PolicyDocument.Parse(DomainPolicies.Short(wanted.ToJson(), own))))
        {
            ParameterMismatch.Require(What, id, "policy", actual?.ToJson(), wanted.ToJson());
        }
    }

    private PlanStep Mapping(MappingSpec mapping)
    {
        string path = mapping.BasePath.Length == 0 ? "its root" : $"its base path {mapping.BasePath}";
        return new PlanStep
        {
            Name = $"mapping-{mapping.Key}",
            Description = $"Lead {path} to {mapping.RestApiId}/{mapping.StageName}",
            Within = DomainStep,
            Find = async stop =>
            {
                DomainName domain = new() { Name = _spec.Name, DomainNameId = DomainStep.RequiredId };
                if (
                    (await ApiLists.MappingsAsync(_session.ApiGateway, domain, stop)).Find(item =>
                        (item.BasePath ?? DomainWrites.Root) == mapping.Key
                    )
                    is not { } found
                )
                {
                    return null;
                }

                ParameterMismatch.Require(
                    What,
                    DomainStep.RequiredId,
                    $"target of {path}",
                    $"{found.RestApiId}/{found.Stage}",
                    $"{mapping.RestApiId}/{mapping.StageName}"
                );
                return mapping.Key;
            },
            Create = async stop =>
            {
                await _session.ApiGateway.CreateBasePathMappingAsync(
                    new CreateBasePathMappingRequest
                    {
                        DomainName = _spec.Name,
                        DomainNameId = DomainStep.RequiredId,
                        BasePath = mapping.BasePath.Length == 0 ? null : mapping.BasePath,
                        RestApiId = mapping.RestApiId,
                        Stage = mapping.StageName,
                    },
                    stop
                );
                return mapping.Key;
            },
            Undo = (key, _, stop) =>
                DomainWrites.IgnoringGoneAsync(
                    _session.ApiGateway.DeleteBasePathMappingAsync(
                        new DeleteBasePathMappingRequest
                        {
                            DomainName = _spec.Name,
                            DomainNameId = DomainStep.RequiredId,
                            BasePath = key,
                        },
                        stop
                    )
                ),
            RemovalCommand = key =>
                CommandLine
                    .ForCmdlet("Remove-AGBasePathMapping")
                    .With("DomainName", _spec.Name)
                    .With("DomainNameId", DomainStep.RequiredId)
                    .With("BasePath", key),
        };
    }

    private PlanStep Rule(RuleSpec rule) =>
        new()
        {
            Name = $"rule-{rule.Priority}",
            Description = $"Add the routing rule {rule.Priority}: {rule}",
            Within = DomainStep,
            Find = async stop =>
            {
                if (
                    (await RoutingRules.ListAsync(_session, _spec.Name, DomainStep.RequiredId, stop)).Find(item =>
                        item.Priority == rule.Priority
                    )
                    is not { } found
                )
                {
                    return null;
                }

                ParameterMismatch.Require(
                    What,
                    DomainStep.RequiredId,
                    $"routing rule {rule.Priority}",
                    RuleSpec.Text(found),
                    rule.ToString()
                );
                return found.RoutingRuleId;
            },
            Create = async stop =>
                (await _session.ApiGatewayV2.CreateRoutingRuleAsync(rule.Request(_spec.Name, DomainStep.RequiredId), stop)).RoutingRuleId,
            Undo = (id, _, stop) =>
                DomainWrites.IgnoringGoneAsync(
                    _session.ApiGatewayV2.DeleteRoutingRuleAsync(
                        new DeleteRoutingRuleRequest
                        {
                            DomainName = _spec.Name,
                            DomainNameId = DomainStep.RequiredId,
                            RoutingRuleId = id,
                        },
                        stop
                    )
                ),
            RemovalCommand = id =>
                CommandLine
                    .ForCmdlet("Remove-AG2RoutingRule")
                    .With("DomainName", _spec.Name)
                    .With("DomainNameId", DomainStep.RequiredId)
                    .With("RoutingRuleId", id),
        };

    private PlanStep Available() =>
        new()
        {
            Name = "available",
            Description = "Wait until it is available",
            Within = DomainStep,
            Find = async stop =>
                (await DomainWrites.ReadAsync(_session, _spec.Name, DomainStep.RequiredId, stop)).DomainNameStatus
                    is null
                        or "AVAILABLE"
                        or "UPDATING"
                    ? DomainStep.RequiredId
                    : null,
            Create = async stop =>
            {
                await DomainWrites.WaitAvailableAsync(_session, _spec.Name, DomainStep.RequiredId, _spec.TimeOut, _progress, stop);
                return DomainStep.RequiredId;
            },
        };

    private PlanStep Share() =>
        new()
        {
            Name = "share",
            Description = $"Share it with {string.Join(", ", _spec.ShareWithAccounts)}, whose endpoints may then be associated with it",
            Within = DomainStep,
            Find = async stop => (await UnsharedAsync(stop)).Accounts.Length == 0 ? DomainStep.RequiredId : null,
            Create = async stop =>
            {
                (string? policy, string[] accounts) = await UnsharedAsync(stop);
                await DomainWrites.ReplaceAsync(
                    _session,
                    _spec.Name,
                    DomainStep.RequiredId,
                    "/managementPolicy",
                    DomainSharing.With(policy, _session.Partition, Arn, accounts),
                    _progress,
                    stop
                );
                return DomainStep.RequiredId;
            },
        };

    private async Task<(string? Policy, string[] Accounts)> UnsharedAsync(CancellationToken stop)
    {
        string? policy = (await DomainWrites.ReadAsync(_session, _spec.Name, DomainStep.RequiredId, stop)).ManagementPolicy;
        return (policy, DomainSharing.Missing(policy, _session.Partition, Arn, _spec.ShareWithAccounts));
    }

    private PrivateApiException NoPolicy() =>
        new(
            "PolicyRequired",
            FaultKind.InvalidArgument,
            $"The private custom domain name '{_spec.Name}' needs a policy that says who may call it: use -VpcEndpointId (then exactly "
                + "these endpoints may), -SourceVpce, -SourceVpc or -Policy.",
            _spec.Name
        );
}
