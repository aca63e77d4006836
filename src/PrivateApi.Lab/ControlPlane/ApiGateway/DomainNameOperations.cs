using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateDomainName, GetDomainName(s), DeleteDomainName. It is not checked whether the certificate exists.</summary>
internal static partial class DomainNameOperations
{
    private static readonly string[] RoutingModes = ["BASE_PATH_MAPPING_ONLY", "ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING"];

    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/domainnames", Create),
            new("GET", "/domainnames", List),
            new("GET", "/domainnames/{domain_name}", call => Answer.Ok(View(call, Find(call)))),
            new("PATCH", "/domainnames/{domain_name}", DomainNamePatch.Update),
            new("DELETE", "/domainnames/{domain_name}", Delete),
        ];

    public static AwsFault Unknown() => ApiFault.NotFound("Invalid domain name identifier specified");

    /// <summary>The domain name in the path: the private one with the id or, without an id, the public one.</summary>
    public static LabDomainName Find(ApiCall call) =>
        call.State.DomainNames.GetValueOrDefault(LabDomainName.KeyOf(call.Label("domain_name"), call.Query("domainNameId")))
        ?? throw Unknown();

    public static JsonObject View(ApiCall call, LabDomainName domain, params string[] without)
    {
        JsonObject view = Answer.Without(domain.Wire, [.. without, domain.Wire["tags"] is JsonObject { Count: 0 } ? "tags" : string.Empty]);
        view["domainNameStatus"] = domain.StatusAt(call.Now);
        return view;
    }

    /// <summary>The policy as it is stored: <c>execute-api:/*</c> means the domain name itself.</summary>
    public static string? SavePolicy(LabDomainName domain, string? text) => ResourcePolicy.Save(text, _ => domain.InvokeArn);

    public static string CheckRoutingMode(string? mode) =>
        mode is not null && RoutingModes.Contains(mode)
            ? mode
            : throw ApiFault.Validation([ApiFault.NotInEnum(mode ?? string.Empty, "routingMode", RoutingModes)]);

    public static string CheckCertificate(string? arn) =>
        arn?.Split(':') is ["arn", _, "acm", _, _, ..]
            ? arn
            : throw ApiFault.BadRequest($"Invalid certificate ARN: {arn}. Certificate must be from ACM."); // The message is assumed.

    // Lists show private names without their policies, as the AWS CLI's example of get-domain-names does; those of other accounts only
    // by name.
    private static LabResponse List(ApiCall call)
    {
        IEnumerable<JsonObject> shown =
            call.Query("resourceOwner") == "OTHER_ACCOUNTS"
                ? Shared(call)
                    .Select(domain => new JsonObject
                    {
                        ["domainName"] = domain.Name,
                        ["domainNameId"] = domain.Id,
                        ["domainNameArn"] = domain.Arn,
                    })
                : call.State.DomainNames.Values.Select(domain => View(call, domain, "policy", "managementPolicy"));
        return Page.Create(call, shown.Select(view => KeyValuePair.Create((string)view["domainNameArn"]!, view)));
    }

    private static IEnumerable<LabDomainName> Shared(ApiCall call) =>
        call
            .Service.Store.All<ApiGatewayState>()
            .Where(entry => entry.Region == call.Service.Region && entry.AccountId != call.Service.AccountId)
            .SelectMany(entry => entry.State.DomainNames.Values)
            .Where(domain => ManagementPolicy.Admits(domain, call.Service.AccountId));

    private static LabResponse Create(ApiCall call)
    {
        JsonObject? given = call.Object("endpointConfiguration");
        List<string> violations = [.. EndpointConfiguration.Violations(given, "createDomainNameInput")];
        if (violations.Count > 0)
        {
            throw ApiFault.Validation(violations);
        }

        JsonObject endpoint = EndpointConfiguration.Create(given);
        string type = (string)endpoint["types"]![0]!;
        bool isPrivate = type == "PRIVATE";
        string name = CheckName(call.Text("domainName"), isPrivate);
        if (call.State.DomainNames.Values.Any(other => other.Name == name && other.IsPrivate == isPrivate))
        {
            throw ApiFault.BadRequest("The domain name you provided already exists.");
        }

        LabDomainName made = new()
        {
            Wire = new JsonObject { ["domainName"] = name },
            OwnerId = call.Service.AccountId,
            Region = call.Service.Region,
            Partition = call.Service.Partition,
            ReadyAt = call.Now + call.Service.Store.Options.PendingTime,
        };
        JsonObject wire = made.Wire;
        if (isPrivate)
        {
            wire["domainNameId"] = call.NewId(10, id => call.State.DomainNames.ContainsKey(LabDomainName.KeyOf(name, id)));
        }

        wire["domainNameArn"] = made.Arn;
        call.CopyTexts(wire, "certificateName", "ownershipVerificationCertificateArn");
        wire[type == "REGIONAL" ? "regionalCertificateArn" : "certificateArn"] = CheckCertificate(
            call.Text(type == "REGIONAL" ? "regionalCertificateArn" : "certificateArn")
        );
        wire["certificateUploadDate"] = call.Seconds;
        wire["endpointConfiguration"] = endpoint;
        SetHost(call, wire, type);
        wire["securityPolicy"] = call.Text("securityPolicy") ?? "TLS_1_2";
        call.CopyTexts(wire, "endpointAccessMode");
        wire["policy"] = SavePolicy(made, call.Text("policy"));
        wire["routingMode"] = CheckRoutingMode(call.Text("routingMode") ?? RoutingModes[0]);
        wire["tags"] = call.TextMap("tags") ?? [];
        Check(made);
        call.State.DomainNames.Add(made.Key, made);
        return Answer.Created(View(call, made));
    }

    /// <summary>
    /// Refuses what a private domain name can't have (developer guide, "Custom domain names for private APIs"); the messages are
    /// assumed.
    /// </summary>
    public static void Check(LabDomainName domain)
    {
        RestApiOperations.CheckAccessMode((string?)domain.Wire["endpointAccessMode"], (string?)domain.Wire["securityPolicy"]);
        if (domain.IsPrivate && (string?)domain.Wire["securityPolicy"] == "TLS_1_0")
        {
            throw ApiFault.BadRequest("Private custom domain names support only TLS_1_2.");
        }

        if (!domain.IsPrivate && domain.Policy is not null)
        {
            throw ApiFault.BadRequest("A policy can only be specified for private custom domain names.");
        }
    }

    private static string CheckName(string? name, bool isPrivate)
    {
        if (name is null || !HostName().IsMatch(name))
        {
            throw ApiFault.BadRequest($"Invalid domain name: {name}");
        }

        return isPrivate && name.StartsWith('*')
            ? throw ApiFault.BadRequest("Wildcard custom domain names are not supported for private custom domain names.")
            : name;
    }

    // Where a public name leads; a private one has no host of its own and uses its endpoint's.
    private static void SetHost(ApiCall call, JsonObject wire, string type)
    {
        string label = call.Service.Store.Ids.ApiGateway(10);
        switch (type)
        {
            case "REGIONAL":
                wire["regionalDomainName"] =
                    $"d-{label}.execute-api.{call.Service.Region}."
                    + Amazon.RegionEndpoint.GetBySystemName(call.Service.Region).PartitionDnsSuffix;
                wire["regionalHostedZoneId"] = "ZLY8HYME6SFDD";
                break;
            case "EDGE":
                wire["distributionDomainName"] = $"d{label}.cloudfront.net";
                wire["distributionHostedZoneId"] = "Z2FDTNDATAQYW2";
                break;
            default:
                break;
        }
    }

    // Its associations are assumed to be deleted with it.
    private static LabResponse Delete(ApiCall call)
    {
        LabDomainName domain = Find(call);
        call.State.DomainNames.Remove(domain.Key);
        foreach ((_, _, ApiGatewayState state) in call.Service.Store.All<ApiGatewayState>())
        {
            state.DomainAccessAssociations.RemoveAll(association => association.DomainNameArn == domain.Arn);
        }

        return Answer.Nothing(202);
    }

    [GeneratedRegex(@"^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$")]
    private static partial Regex HostName();
}
