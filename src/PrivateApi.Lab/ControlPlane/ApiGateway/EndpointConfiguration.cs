using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>The rules of an API's endpoint: one type, dualstack alone when private, associations only when private.</summary>
internal static partial class EndpointConfiguration
{
    private static readonly string[] Types = ["PRIVATE", "EDGE", "REGIONAL"];
    private static readonly string[] AddressTypes = ["ipv4", "dualstack"];

    public static bool IsType(string type) => Types.Contains(type);

    /// <summary>What the model's enumerations refuse, before anything else is checked.</summary>
    public static IEnumerable<string> Violations(JsonObject? configuration, string input = "createRestApiInput")
    {
        IReadOnlyList<string> types = Scalar.Texts(configuration?["types"]);
        if (types.Any(type => !Types.Contains(type)))
        {
            yield return $"Value '[{string.Join(", ", types)}]' at '{input}.endpointConfiguration.types' failed to satisfy constraint: "
                + $"Member must satisfy constraint: [Member must satisfy enum value set: [{string.Join(", ", Types)}]]";
        }

        if (Scalar.Text(configuration?["ipAddressType"]) is { } address && !AddressTypes.Contains(address))
        {
            yield return ApiFault.NotInEnum(address, $"{input}.endpointConfiguration.ipAddressType", AddressTypes);
        }
    }

    /// <summary>The configuration of a new API, completed with the defaults.</summary>
    public static JsonObject Create(JsonObject? given)
    {
        IReadOnlyList<string> types = given?["types"] is null ? ["EDGE"] : Scalar.Texts(given["types"]);
        string type = types.Count switch
        {
            0 => throw ApiFault.BadRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED."),
            1 => types[0],
            _ => throw ApiFault.BadRequest("Cannot create an api with multiple Endpoint Types."),
        };
        JsonObject configuration = new()
        {
            ["types"] = new JsonArray(type),
            ["ipAddressType"] = Scalar.Text(given?["ipAddressType"]) ?? DefaultAddressType(type),
        };
        if (Scalar.Texts(given?["vpcEndpointIds"]) is { Count: > 0 } ids)
        {
            configuration["vpcEndpointIds"] = new JsonArray([.. ids]);
        }

        Check(configuration);
        return configuration;
    }

    /// <summary>Refuses combinations that do not exist.</summary>
    public static void Check(JsonObject configuration)
    {
        bool isPrivate = (string)configuration["types"]![0]! == "PRIVATE";
        if (isPrivate && (string)configuration["ipAddressType"]! != "dualstack")
        {
            throw ApiFault.BadRequest("Only dualstack ipAddressType is supported for Private APIs.");
        }

        IReadOnlyList<string> ids = Scalar.Texts(configuration["vpcEndpointIds"]);
        if (!isPrivate && ids.Count > 0)
        {
            throw ApiFault.BadRequest("VPCEndpoints can only be specified with PRIVATE apis.");
        }

        // It is not known whether the service looks the endpoint up; only the form of the id is checked.
        if (ids.FirstOrDefault(id => !EndpointId().IsMatch(id)) is { } malformed)
        {
            throw ApiFault.BadRequest($"Invalid VPC Endpoint ID: {malformed}");
        }
    }

    /// <summary>A change of type, or a refusal. The address type goes with it (API Gateway's migration page).</summary>
    public static void Migrate(JsonObject configuration, string? type)
    {
        if (type is null || !Types.Contains(type))
        {
            throw ApiFault.BadRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
        }

        string old = (string)configuration["types"]![0]!;
        if (old == "PRIVATE" && type == "EDGE")
        {
            // The refusal is documented; this message is not.
            throw ApiFault.BadRequest("Cannot update endpoint from PRIVATE to EDGE");
        }

        if (old != type)
        {
            configuration["types"] = new JsonArray(type);
            configuration["ipAddressType"] = DefaultAddressType(type);
        }
    }

    public static void SetAddressType(JsonObject configuration, string? value)
    {
        if (value is null || !AddressTypes.Contains(value))
        {
            throw ApiFault.BadRequest("ipAddressType must be either ipv4 or dualstack.");
        }

        configuration["ipAddressType"] = value;
    }

    public static void Associate(JsonObject configuration, string id)
    {
        JsonArray ids = configuration["vpcEndpointIds"] as JsonArray ?? [];
        configuration["vpcEndpointIds"] = ids;
        if (!Scalar.Texts(ids).Contains(id))
        {
            ids.Add(id);
        }
    }

    public static void Disassociate(JsonObject configuration, string id)
    {
        JsonNode? found =
            (configuration["vpcEndpointIds"] as JsonArray)?.FirstOrDefault(item => Scalar.Loose(item) == id)
            ?? throw ApiFault.BadRequest($"VPC Endpoint {id} is not associated with this API");
        ((JsonArray)configuration["vpcEndpointIds"]!).Remove(found);
        if (configuration["vpcEndpointIds"] is JsonArray { Count: 0 })
        {
            configuration.Remove("vpcEndpointIds");
        }
    }

    private static string DefaultAddressType(string type) => type == "PRIVATE" ? "dualstack" : "ipv4";

    [GeneratedRegex("^vpce-([0-9a-f]{8}|[0-9a-f]{17})$")]
    private static partial Regex EndpointId();
}
