using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using PrivateApi.Resources;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>The endpoints of a VPC.</summary>
internal sealed class EndpointTemplate(CloudTemplate template, References references, Setup setup, IProgress<ProgressEvent> progress)
{
    // What EC2 shows for an endpoint that was created without a policy (VPC user guide, "Default endpoint policy").
    private static readonly string FullAccess = Canonical(
        """{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}"""
    );

    public static void Name(LogicalIds ids, VpcSetup setup)
    {
        foreach (VpcEndpoint endpoint in setup.Endpoints)
        {
            ids.Give(
                "Endpoint",
                Ec2Tags.Value(endpoint.Tags, "Name") ?? Ec2Tags.Value(endpoint.Tags, ResourceTags.Name),
                endpoint.VpcEndpointId
            );
        }
    }

    public void Write(VpcSetup vpc)
    {
        foreach (VpcEndpoint endpoint in vpc.Endpoints)
        {
            string id = references.NameOf(endpoint.VpcEndpointId);
            template.Add(
                id,
                "AWS::EC2::VPCEndpoint",
                new JsonObject
                {
                    ["VpcEndpointType"] = "Interface",
                    ["ServiceName"] = endpoint.ServiceName.Contains($".{setup.Region}.", StringComparison.Ordinal)
                        ? Sub(endpoint.ServiceName.Replace($".{setup.Region}.", ".${AWS::Region}.", StringComparison.Ordinal))
                        : endpoint.ServiceName,
                    ["VpcId"] = references.To(endpoint.VpcId),
                    ["SubnetIds"] = references.To(endpoint.SubnetIds ?? []),
                    ["SecurityGroupIds"] = Array(
                        (endpoint.Groups ?? [])
                            .Select(group => group.GroupId)
                            .Order(StringComparer.Ordinal)
                            .Select(group =>
                                references.Has(group) ? (JsonNode)GetAtt(references.NameOf(group), "GroupId") : JsonValue.Create(group)
                            )
                    ),
                    ["PrivateDnsEnabled"] = endpoint.PrivateDnsEnabled == true,
                    ["IpAddressType"] = endpoint.IpAddressType?.Value is { } type and not "ipv4" ? type : null,
                    ["PolicyDocument"] = Policy(id, endpoint),
                    ["Tags"] = Tags(endpoint.Tags),
                }
            );
            template.Output($"{id}Id", "The VPC endpoint", Ref(id));
        }
    }

    // An API names its endpoint, so the endpoint cannot refer to the API: its id is passed in as a parameter.
    private JsonNode? Policy(string id, VpcEndpoint endpoint)
    {
        if (string.IsNullOrWhiteSpace(endpoint.PolicyDocument) || Canonical(endpoint.PolicyDocument) == FullAccess)
        {
            return null;
        }

        Dictionary<string, string> names = new(template.Id.Known);
        foreach (ApiSetup api in setup.Apis.Where(api => endpoint.PolicyDocument.Contains(api.Api.Id, StringComparison.Ordinal)))
        {
            string output = references.NameOf(api.Api.Id) + "Id";
            string parameter = names[api.Api.Id] = $"Existing{output}";
            template.Parameter(parameter, "String", $"Id of the API {api.Api.Name}, which the endpoint's policy names", api.Api.Id);
            progress.Report(
                ProgressEvent.Warning(
                    $"The policy of {endpoint.VpcEndpointId} names {api.Api.Id}, and a new stack's API has another id: "
                        + $"once the stack is created, update it with the parameter {parameter} set to its output {output}."
                )
            );
        }

        return new References(setup, names).In(JsonNode.Parse(endpoint.PolicyDocument));
    }

    private static string Canonical(string policy) =>
        string.Join('\n', PolicyDocument.Parse(policy).StatementArray.Select(statement => CanonicalPolicy.Write(statement, null)));
}
