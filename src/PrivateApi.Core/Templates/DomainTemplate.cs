using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Progress;
using PrivateApi.Resources;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>A private custom domain with its base paths, routing rules and associations.</summary>
internal sealed class DomainTemplate(CloudTemplate template, References references, Setup setup, IProgress<ProgressEvent> progress)
{
    public static void Name(LogicalIds ids, DomainSetup domain) =>
        ids.Give("Domain", domain.Domain.Name, domain.Domain.DomainNameArn ?? domain.Domain.Name);

    public void Write(DomainSetup domain)
    {
        DomainName item = domain.Domain;
        string id = references.NameOf(item.DomainNameArn ?? item.Name);
        string certificate = $"{id}CertificateArn";
        template.Parameter(
            certificate,
            "String",
            $"Certificate of AWS Certificate Manager for {item.Name}, in this Region",
            item.CertificateArn
        );
        template.Add(
            id,
            "AWS::ApiGateway::DomainNameV2",
            new JsonObject
            {
                ["DomainName"] = item.Name,
                ["CertificateArn"] = Ref(certificate),
                ["EndpointConfiguration"] = new JsonObject
                {
                    ["Types"] = new JsonArray("PRIVATE"),
                    ["IpAddressType"] = item.EndpointConfiguration?.IpAddressType,
                },
                ["SecurityPolicy"] = item.SecurityPolicy,
                ["EndpointAccessMode"] = item.EndpointAccessMode,
                ["RoutingMode"] = item.RoutingMode is { } mode and not "BASE_PATH_MAPPING_ONLY" ? mode : null,
                ["Policy"] = Policy(item),
                ["Tags"] = Tags(item.Tags),
            }
        );
        foreach (BasePathMapping mapping in domain.Mappings)
        {
            bool isRoot = mapping.BasePath is null or "" or "(none)";
            template.Add(
                template.Id.Give("Mapping", $"{id} {(isRoot ? "root" : mapping.BasePath)}"),
                "AWS::ApiGateway::BasePathMappingV2",
                new JsonObject
                {
                    ["DomainNameArn"] = GetAtt(id, "DomainNameArn"),
                    ["BasePath"] = isRoot ? null : mapping.BasePath,
                    ["RestApiId"] = references.To(mapping.RestApiId!),
                    ["Stage"] = string.IsNullOrEmpty(mapping.Stage)
                        ? null
                        : references.To(ApiTemplate.StageKey(mapping.RestApiId!, mapping.Stage)),
                }
            );
        }

        WriteRules(id, domain.Rules);
        foreach (DomainNameAccessAssociation association in domain.Associations)
        {
            string endpoint = association.AccessAssociationSource ?? string.Empty;
            template.Add(
                template.Id.Give("Association", $"{id} {(references.Has(endpoint) ? references.NameOf(endpoint) : endpoint)}"),
                "AWS::ApiGateway::DomainNameAccessAssociation",
                new JsonObject
                {
                    ["DomainNameArn"] = GetAtt(id, "DomainNameArn"),
                    ["AccessAssociationSource"] = references.To(endpoint),
                    ["AccessAssociationSourceType"] = "VPCE",
                    ["Tags"] = Tags(association.Tags),
                }
            );
        }

        SayShares(item);
        template.Output(
            $"{id}Arn",
            $"The domain {item.Name}: it needs a record of this name in a private hosted zone",
            GetAtt(id, "DomainNameArn")
        );
    }

    // CloudFormation reference, "AWS::ApiGatewayV2::RoutingRule": conditions are required, and none of them fits every call.
    private void WriteRules(string id, IReadOnlyList<RoutingRule> rules)
    {
        foreach (RoutingRule rule in rules)
        {
            template.Add(
                template.Id.Give("Rule", $"{id} {rule.Priority}"),
                "AWS::ApiGatewayV2::RoutingRule",
                new JsonObject
                {
                    ["DomainNameArn"] = GetAtt(id, "DomainNameArn"),
                    ["Priority"] = rule.Priority,
                    ["Conditions"] = Array(rule.Conditions.Select(Condition)),
                    ["Actions"] = Array(rule.Actions.Select(action => Action(action.InvokeApi!))),
                },
                even: "Conditions"
            );
        }
    }

    private static JsonObject Condition(RoutingRuleCondition condition) =>
        condition.MatchBasePaths is { } paths
            ? new JsonObject
            {
                ["MatchBasePaths"] = new JsonObject { ["AnyOf"] = Array(paths.AnyOf.Select(path => JsonValue.Create(path))) },
            }
            : new JsonObject
            {
                ["MatchHeaders"] = new JsonObject
                {
                    ["AnyOf"] = Array(
                        (condition.MatchHeaders?.AnyOf ?? []).Select(match => new JsonObject
                        {
                            ["Header"] = match.Header,
                            ["ValueGlob"] = match.ValueGlob,
                        })
                    ),
                },
            };

    private JsonObject Action(RoutingRuleActionInvokeApi invoke) =>
        new()
        {
            ["InvokeApi"] = new JsonObject
            {
                ["ApiId"] = references.To(invoke.ApiId),
                ["Stage"] = references.To(ApiTemplate.StageKey(invoke.ApiId, invoke.Stage)),
                ["StripBasePath"] = invoke.StripBasePath == true,
            },
        };

    // Who may associate endpoints with it is no property of AWS::ApiGateway::DomainNameV2 (CloudFormation reference).
    private void SayShares(DomainName domain)
    {
        if (!string.IsNullOrWhiteSpace(domain.ManagementPolicy))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The domain {domain.Name} has a management policy, which CloudFormation cannot set: the template leaves it out. "
                        + "Share the stack's domain with Set-PrivateApiDomain -ShareWithAccountId."
                )
            );
        }
    }

    // As with an API's policy: the domain's own ARN in the short form.
    private JsonNode? Policy(DomainName domain) =>
        string.IsNullOrWhiteSpace(domain.Policy)
            ? null
            : references.In(
                JsonNode.Parse(
                    DomainPolicies.Short(
                        domain.Policy,
                        DomainPolicies.InvokeArn(setup.Partition, setup.Region, setup.AccountId, domain.Name, domain.DomainNameId)
                    )
                )
            );
}
