using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Resources;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>A private custom domain with its base paths and associations.</summary>
internal sealed class DomainTemplate(CloudTemplate template, References references, Setup setup)
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
                ["EndpointConfiguration"] = new JsonObject { ["Types"] = new JsonArray("PRIVATE") },
                ["SecurityPolicy"] = item.SecurityPolicy,
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

        foreach (string endpoint in domain.VpcEndpointIds)
        {
            template.Add(
                template.Id.Give("Association", $"{id} {(references.Has(endpoint) ? references.NameOf(endpoint) : endpoint)}"),
                "AWS::ApiGateway::DomainNameAccessAssociation",
                new JsonObject
                {
                    ["DomainNameArn"] = GetAtt(id, "DomainNameArn"),
                    ["AccessAssociationSource"] = references.To(endpoint),
                    ["AccessAssociationSourceType"] = "VPCE",
                }
            );
        }

        template.Output(
            $"{id}Arn",
            $"The domain {item.Name}: it needs a record of this name in a private hosted zone",
            GetAtt(id, "DomainNameArn")
        );
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
