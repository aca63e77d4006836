using System.Text.RegularExpressions;
using PrivateApi.Errors;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What <c>New-PrivateApi</c> was asked for, checked.</summary>
internal sealed partial record ApiSpec
{
    private ApiSpec() { }

    public required string Name { get; init; }

    public required ApiDefinitionDocument Definition { get; init; }

    public required IReadOnlyList<string> VpcEndpointIds { get; init; }

    /// <summary>The accounts of those endpoints that another account owns, by id.</summary>
    public IReadOnlyDictionary<string, string> ForeignEndpoints { get; init; } = NamedEndpoints.NoForeign;

    /// <summary>The policy that the API is created with.</summary>
    public required PolicyDocument Policy { get; init; }

    public required string? Description { get; init; }

    /// <summary>Stage to deploy to; null for none.</summary>
    public required string? StageName { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Builds a request and checks it without any call.</summary>
    /// <exception cref="PrivateApiException">
    /// <c>InvalidName</c>, <c>ReservedTag</c>, <c>InvalidStageName</c>, <c>PolicyRequired</c>, <c>InvalidPolicy</c>,
    /// <c>AmbiguousPolicy</c>, <c>PolicyHasErrors</c>, <c>IntegrationMissing</c>.
    /// </exception>
    public static ApiSpec Create(
        string name,
        ApiDefinitionDocument definition,
        IReadOnlyList<string> vpcEndpointId,
        PolicyChoice policy,
        string? description,
        string? stageName,
        IReadOnlyDictionary<string, string> tag,
        IProgress<ProgressEvent> progress,
        bool force = false
    )
    {
        ResourceTags.Check(name, tag);
        CheckStage(stageName, definition);
        IReadOnlyList<string> endpoints =
            vpcEndpointId.Count > 0 ? [.. vpcEndpointId.Distinct(StringComparer.Ordinal)] : definition.VpcEndpointIds;
        if (vpcEndpointId.Count > 0 && definition.VpcEndpointIds.Except(endpoints).Any())
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The definition names other endpoints ({string.Join(", ", definition.VpcEndpointIds)}) than "
                        + $"-VpcEndpointId; the API is associated with {string.Join(", ", endpoints)}."
                )
            );
        }

        PolicyDocument chosen =
            policy.Resolve()
            ?? (definition.Policy is { } own ? PolicyDocument.Parse(own) : null)
            ?? (endpoints.Count > 0 ? PolicyTemplates.SourceVpce(endpoints) : throw NoPolicy(name));
        PolicyCheck.Require(chosen, new LintContext { AssociatedVpcEndpointId = endpoints.Count > 0 ? endpoints : null }, force, progress);
        return new ApiSpec
        {
            Name = name,
            Definition = definition,
            VpcEndpointIds = endpoints,
            Policy = chosen,
            Description = string.IsNullOrEmpty(description)
                ? definition.Description is { Length: > 0 } text
                    ? text
                    : null
                : description,
            StageName = stageName,
            Tags = tag,
        };
    }

    /// <summary>Refuses what could not be deployed, before anything is created.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidStageName</c>, <c>IntegrationMissing</c>.</exception>
    public static void CheckStage(string? stageName, ApiDefinitionDocument? definition)
    {
        if (stageName is null)
        {
            return;
        }

        if (!StageNames().IsMatch(stageName))
        {
            throw new PrivateApiException(
                "InvalidStageName",
                FaultKind.InvalidArgument,
                $"'{stageName}' is not a valid stage name. Use 1 to 128 letters, digits, hyphens and underscores.",
                stageName
            );
        }

        if (definition?.Operations.Count == 0)
        {
            throw new PrivateApiException(
                "IntegrationMissing",
                FaultKind.InvalidArgument,
                "The definition has no methods, and API Gateway does not deploy an API without one. Add a method, or leave out -StageName.",
                stageName
            );
        }

        if (definition?.WithoutIntegration.ToList() is { Count: > 0 } bare)
        {
            throw new PrivateApiException(
                "IntegrationMissing",
                FaultKind.InvalidArgument,
                "API Gateway does not deploy an API with a method that has no integration: "
                    + $"{string.Join(", ", bare)}. Add x-amazon-apigateway-integration there, or leave out -StageName.",
                stageName
            );
        }
    }

    private static PrivateApiException NoPolicy(string name) =>
        new(
            "PolicyRequired",
            FaultKind.InvalidArgument,
            $"The private API '{name}' needs a policy that says who may call it: use -VpcEndpointId (then exactly these "
                + "endpoints may), -SourceVpce, -SourceVpc or -Policy, or a definition with x-amazon-apigateway-policy.",
            name
        );

    [GeneratedRegex("^[A-Za-z0-9_-]{1,128}$", RegexOptions.CultureInvariant)]
    private static partial Regex StageNames();
}
