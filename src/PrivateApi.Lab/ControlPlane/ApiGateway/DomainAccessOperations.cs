using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// CreateDomainNameAccessAssociation, GetDomainNameAccessAssociations, DeleteDomainNameAccessAssociation,
/// RejectDomainNameAccessAssociation. The endpoint's account creates and deletes them, the name's account rejects them.
/// </summary>
internal static class DomainAccessOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/domainnameaccessassociations", Create),
            new("GET", "/domainnameaccessassociations", List),
            new("DELETE", "/domainnameaccessassociations/{domain_name_access_association_arn}", Delete),
            new("POST", "/rejectdomainnameaccessassociations", Reject),
        ];

    // The messages of these refusals are assumed.
    public static AwsFault Unknown() => ApiFault.NotFound("Invalid domain name access association identifier specified");

    private static LabResponse Create(ApiCall call)
    {
        string type = call.Text("accessAssociationSourceType") ?? string.Empty;
        if (type != "VPCE")
        {
            throw ApiFault.Validation([
                ApiFault.NotInEnum(type, "createDomainNameAccessAssociationInput.accessAssociationSourceType", ["VPCE"]),
            ]);
        }

        LabDomainName domain = Domain(call, call.Text("domainNameArn"));
        string source = call.Text("accessAssociationSource") ?? string.Empty;
        if (
            !call.Service.State<Ec2State>().VpcEndpoints.TryGetValue(source, out LabVpcEndpoint? endpoint)
            || !endpoint.ServiceName.EndsWith(".execute-api", StringComparison.Ordinal)
        )
        {
            throw ApiFault.BadRequest($"Invalid VPC endpoint specified: {source}");
        }

        // One endpoint cannot reach two names that are spelt alike (developer guide, "Custom domain names for private APIs").
        if (
            call.State.DomainAccessAssociations.Exists(other =>
                other.VpcEndpointId == source && other.DomainNameArn.Contains($":/domainnames/{domain.Name}+", StringComparison.Ordinal)
            )
        )
        {
            throw ApiFault.Conflict($"The VPC endpoint {source} is already associated with a domain name {domain.Name}");
        }

        LabDomainAccessAssociation made = new(
            new JsonObject
            {
                ["domainNameAccessAssociationArn"] =
                    $"arn:{call.Service.Partition}:apigateway:{call.Service.Region}:{call.Service.AccountId}:"
                    + $"/domainnameaccessassociations/domainname/{domain.Key}/vpcesource/{source}",
                ["domainNameArn"] = domain.Arn,
                ["accessAssociationSourceType"] = type,
                ["accessAssociationSource"] = source,
                ["tags"] = call.TextMap("tags") ?? [],
            },
            call.Now + call.Service.Store.Options.PendingTime
        );
        call.State.DomainAccessAssociations.Add(made);
        return Answer.Created(View(made));
    }

    private static LabDomainName Domain(ApiCall call, string? arn)
    {
        (string account, LabDomainName domain) = call
            .Service.Store.All<ApiGatewayState>()
            .Where(entry => entry.Region == call.Service.Region)
            .SelectMany(entry => entry.State.DomainNames.Values.Select(domain => (entry.AccountId, domain)))
            .FirstOrDefault(pair => pair.domain.IsPrivate && pair.domain.Arn == arn);
        if (domain is null)
        {
            throw DomainNameOperations.Unknown();
        }

        return account == call.Service.AccountId || ManagementPolicy.Admits(domain, call.Service.AccountId)
            ? domain
            : throw new AwsFault(
                403,
                "AccessDeniedException",
                $"The account {call.Service.AccountId} is not authorized to perform: apigateway:CreateAccessAssociation on resource: {arn}"
            );
    }

    private static JsonObject View(LabDomainAccessAssociation association) =>
        Answer.Without(association.Wire, association.Wire["tags"] is JsonObject { Count: 0 } ? "tags" : string.Empty);

    private static LabResponse List(ApiCall call)
    {
        IEnumerable<LabDomainAccessAssociation> shown =
            call.Query("resourceOwner") == "OTHER_ACCOUNTS"
                ? Others(call).Select(pair => pair.Association)
                : call.State.DomainAccessAssociations;
        return Page.Create(call, shown.Select(association => KeyValuePair.Create(association.Arn, View(association))));
    }

    /// <summary>Associations of other accounts with names of this one.</summary>
    private static IEnumerable<(ApiGatewayState State, LabDomainAccessAssociation Association)> Others(ApiCall call) =>
        call
            .Service.Store.All<ApiGatewayState>()
            .Where(entry => entry.Region == call.Service.Region && entry.AccountId != call.Service.AccountId)
            .SelectMany(entry => entry.State.DomainAccessAssociations.Select(association => (entry.State, association)))
            .Where(pair => call.State.DomainNames.Values.Any(domain => domain.Arn == pair.association.DomainNameArn));

    private static LabResponse Delete(ApiCall call) =>
        call.State.DomainAccessAssociations.RemoveAll(association => association.Arn == call.Label("domain_name_access_association_arn"))
        > 0
            ? Answer.Nothing(202)
            : throw Unknown();

    private static LabResponse Reject(ApiCall call)
    {
        string? arn = call.Query("domainNameAccessAssociationArn");
        string? domain = call.Query("domainNameArn");
        (ApiGatewayState state, LabDomainAccessAssociation association) = Others(call)
            .FirstOrDefault(pair => pair.Association.Arn == arn && pair.Association.DomainNameArn == domain);
        if (association is null)
        {
            throw Unknown();
        }

        state.DomainAccessAssociations.Remove(association);
        return Answer.Nothing(202);
    }
}
