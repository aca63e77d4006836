using System.Text.RegularExpressions;
using PrivateApi.Model;

namespace PrivateApi.Reachability.Addressing;

/// <summary>A host name taken apart.</summary>
internal sealed partial record ApiHost
{
    public required string Name { get; init; }

    /// <summary>The form of address that it is; <see cref="UrlForm.CustomDomain"/> for any other name.</summary>
    public required UrlForm Form { get; init; }

    /// <summary>True for the forms whose names API Gateway gives.</summary>
    public bool IsApiGateways => Form != UrlForm.CustomDomain;

    /// <summary>The API named; null in the endpoint's own names and in others.</summary>
    public string? RestApiId { get; init; }

    /// <summary>The endpoint named; null in the default form and in others.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The label after the endpoint's id; null but in the endpoint's own names.</summary>
    public string? Label { get; init; }

    /// <summary>The Availability Zone of a zonal name; null otherwise.</summary>
    public string? Zone { get; init; }

    /// <summary>The Region named; null in other names.</summary>
    public string? Region { get; init; }

    /// <summary>The partition's domain; null in other names.</summary>
    public string? Suffix { get; init; }

    /// <summary>Reads a host name, without port; case does not matter.</summary>
    public static ApiHost Parse(string name)
    {
        string host = name.TrimEnd('.').ToLowerInvariant();
        return Read(host, EndpointName().Match(host), UrlForm.EndpointDns)
            ?? Read(host, AliasName().Match(host), UrlForm.Alias)
            ?? Read(host, DefaultName().Match(host), UrlForm.PrivateDns)
            ?? new ApiHost { Name = host, Form = UrlForm.CustomDomain };
    }

    private static ApiHost? Read(string host, Match match, UrlForm form) =>
        match.Success
            ? new ApiHost
            {
                Name = host,
                Form = form,
                RestApiId = Part(match, "api"),
                VpcEndpointId = Part(match, "vpce"),
                Label = Part(match, "label"),
                Zone = Part(match, "zone"),
                Region = Part(match, "region"),
                Suffix = Part(match, "suffix"),
            }
            : null;

    private static string? Part(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    [GeneratedRegex(
        @"^(?<vpce>vpce-[0-9a-f]+)-(?<label>[0-9a-z]+)(-(?<zone>[a-z]{2}(-[a-z]+)+-[0-9]+[a-z]))?\.execute-api\.(?<region>[a-z0-9-]+)\.vpce\.(?<suffix>[a-z0-9.-]+)$"
    )]
    private static partial Regex EndpointName();

    [GeneratedRegex(@"^(?<api>[a-z0-9]+)-(?<vpce>vpce-[0-9a-f]+)\.execute-api\.(?<region>[a-z0-9-]+)\.(?<suffix>[a-z0-9.-]+)$")]
    private static partial Regex AliasName();

    [GeneratedRegex(@"^(?<api>[a-z0-9]+)\.execute-api\.(?<region>[a-z0-9-]+)\.(?<suffix>[a-z0-9.-]+)$")]
    private static partial Regex DefaultName();
}
