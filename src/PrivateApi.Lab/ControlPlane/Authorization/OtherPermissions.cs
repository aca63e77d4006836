using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>The permissions that calls to the smaller services need (their pages of the Service Authorization Reference).</summary>
internal static class OtherPermissions
{
    /// <summary>Everybody may ask who they are (STS API reference, GetCallerIdentity: "No permissions are required").</summary>
    public static IEnumerable<RequiredPermission> OfSts(ServiceCall call)
    {
        QueryForm form = new(call.Request);
        return form.Action == "AssumeRole"
            ?
            [
                new RequiredPermission(
                    "sts:AssumeRole",
                    form["RoleArn"] ?? "*",
                    new RequestKeys { { "sts:RoleSessionName", form["RoleSessionName"] } }
                ),
            ]
            : [];
    }

    public static IEnumerable<RequiredPermission> OfSsm(ServiceCall call)
    {
        string operation = JsonProtocol.Operation(call.Request);
        if (operation != "SendCommand")
        {
            return [new RequiredPermission("ssm:" + operation, "*")];
        }

        JsonObject body = JsonProtocol.Body(call);
        string document = body["DocumentName"]?.ToString() ?? string.Empty;

        // Documents of AWS belong to no account.
        string owner = document.StartsWith("AWS-", StringComparison.Ordinal) ? string.Empty : call.AccountId;
        Ec2State ec2 = call.State<Ec2State>();
        return
        [
            new RequiredPermission("ssm:SendCommand", $"arn:{call.Partition}:ssm:{call.Region}:{owner}:document/{document}"),
            .. JsonProtocol
                .Texts(body["InstanceIds"])
                .Select(id => new RequiredPermission("ssm:SendCommand", Ec2Resources.Arn(call, "instance", id), InstanceKeys(ec2, id))),
        ];
    }

    public static IEnumerable<RequiredPermission> OfLogs(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        string group = body["logGroupName"]?.ToString() ?? body["logGroupIdentifier"]?.ToString() ?? string.Empty;
        string resource =
            group.Length == 0
                ? body["resourceArn"]?.ToString() ?? "*"
                : $"arn:{call.Partition}:logs:{call.Region}:{call.AccountId}:log-group:{group}:log-stream:{body["logStreamName"]}";
        return [new RequiredPermission("logs:" + JsonProtocol.Operation(call.Request), resource)];
    }

    public static IEnumerable<RequiredPermission> OfRoute53Profiles(ServiceCall call)
    {
        string operation = OperationName.Read(call.Request, "route53profiles");
        string[] path = [.. call.Request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        string? profile = path switch
        {
            ["profile", string id] => id,
            [_, "Profileid" or "profileid", string id, ..] => id,
            ["profileassociation" or "profileresourceassociation"] => JsonProtocol.Body(call)["ProfileId"]?.ToString(),
            _ => null,
        };
        string arn = $"arn:{call.Partition}:route53profiles:{call.Region}:{call.AccountId}:";
        yield return new RequiredPermission(
            "route53profiles:" + operation,
            path is ["tags", string named] ? named
                : profile is null ? "*"
                : $"{arn}profile/{profile}"
        );
        if (operation == "AssociateProfile")
        {
            yield return new RequiredPermission("ec2:DescribeVpcs", "*", Ec2Resources.Create(call));
        }
    }

    public static IEnumerable<RequiredPermission> OfRoute53(ServiceCall call)
    {
        string operation = OperationName.Read(call.Request, "route53");
        string[] path = call.Request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string resource = path switch
        {
            [_, "hostedzone", string id, ..] => $"arn:{call.Partition}:route53:::hostedzone/{id}",
            [_, "tags", "hostedzone", string id] => $"arn:{call.Partition}:route53:::hostedzone/{id}",
            [_, "change", string id] => $"arn:{call.Partition}:route53:::change/{id}",
            _ => "*",
        };
        yield return new RequiredPermission("route53:" + operation, resource, Vpcs(call));
        if (operation is "ListHostedZonesByVPC" or "AssociateVPCWithHostedZone" or "DisassociateVPCFromHostedZone" or "CreateHostedZone")
        {
            yield return new RequiredPermission("ec2:DescribeVpcs", "*", Ec2Resources.Create(call));
        }
    }

    // Route 53 developer guide, "Using IAM policy conditions for fine-grained access control", route53:VPCs.
    private static RequestKeys Vpcs(ServiceCall call)
    {
        string? Query(string name) => call.Request.QueryValue(name);
        (string? id, string? region) = (Query("vpcid"), Query("vpcregion"));
        try
        {
            XElement? vpc =
                call.Request.Body.Length == 0
                    ? null
                    : XDocument.Parse(call.Request.BodyText).Descendants().FirstOrDefault(element => element.Name.LocalName == "VPC");
            id ??= vpc?.Elements().FirstOrDefault(element => element.Name.LocalName == "VPCId")?.Value;
            region ??= vpc?.Elements().FirstOrDefault(element => element.Name.LocalName == "VPCRegion")?.Value;
        }
        catch (XmlException)
        {
            // The service itself refuses it.
        }

        return id is null ? [] : new RequestKeys { { "route53:VPCs", (IReadOnlyList<string>)[$"VPCId={id},VPCRegion={region}"] } };
    }

    private static RequestKeys InstanceKeys(Ec2State ec2, string id) =>
        TagKeys.OfResource(ec2.Resources.FirstOrDefault(resource => resource.Id == id)?.Tags ?? [], "ssm");
}
