using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Language;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// What a definition does not mention and an import may drop anyway: policy, associations, name, the disabled
/// default endpoint, key source, media types, compression (hashicorp/terraform-provider-aws issues 13841 and 49823).
/// </summary>
internal static class ApiSettings
{
    /// <summary>The operations that restore an API; empty if nothing was lost.</summary>
    /// <param name="actual">The API after the import.</param>
    /// <param name="name">Its name.</param>
    /// <param name="policy">Its policy; null for none.</param>
    /// <param name="vpcEndpointIds">Its associations.</param>
    /// <param name="context">What the policy's shorthand stands for.</param>
    public static List<PatchOperation> Reassert(
        RestApi actual,
        string name,
        PolicyDocument? policy,
        IReadOnlyCollection<string> vpcEndpointIds,
        PolicyContext context
    )
    {
        List<PatchOperation> operations = [];
        if (actual.Name != name)
        {
            operations.Add(Replace("/name", name));
        }

        if (policy is not null && !policy.MeansSame(Apis.PolicyOf(actual), context))
        {
            operations.Add(Replace("/policy", policy.ToJson()));
        }

        operations.AddRange(Associations(Apis.VpcEndpointIds(actual), vpcEndpointIds));
        return operations;
    }

    /// <summary>One operation per id: the patch takes no lists (developer guide, "Associate a VPC endpoint with a private API").</summary>
    public static IEnumerable<PatchOperation> Associations(IReadOnlyCollection<string> actual, IReadOnlyCollection<string> wanted) =>
        actual
            .Except(wanted, StringComparer.Ordinal)
            .Select(id => new PatchOperation
            {
                Op = "remove",
                Path = "/endpointConfiguration/vpcEndpointIds",
                Value = id,
            })
            .Concat(
                wanted
                    .Except(actual, StringComparer.Ordinal)
                    .Select(id => new PatchOperation
                    {
                        Op = "add",
                        Path = "/endpointConfiguration/vpcEndpointIds",
                        Value = id,
                    })
            );

    /// <summary>Settings that existed before and that the document does not set itself.</summary>
    public static IEnumerable<PatchOperation> Restore(RestApi before, RestApi after, ApiDefinitionDocument definition)
    {
        if (
            before.DisableExecuteApiEndpoint == true
            && after.DisableExecuteApiEndpoint != true
            && !EndpointConfigurationRules.SetsDefaultEndpoint(definition.Root)
        )
        {
            yield return Replace("/disableExecuteApiEndpoint", "true");
        }

        if (
            before.ApiKeySource is { } source
            && after.ApiKeySource != source
            && !definition.Root.ContainsKey("x-amazon-apigateway-api-key-source")
        )
        {
            yield return Replace("/apiKeySource", source);
        }

        if (
            before.MinimumCompressionSize is { } size
            && after.MinimumCompressionSize != size
            && !definition.Root.ContainsKey("x-amazon-apigateway-minimum-compression-size")
        )
        {
            yield return Replace("/minimumCompressionSize", size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (!definition.Root.ContainsKey("x-amazon-apigateway-binary-media-types"))
        {
            foreach (string type in (before.BinaryMediaTypes ?? []).Except(after.BinaryMediaTypes ?? []))
            {
                yield return new PatchOperation
                {
                    Op = "add",
                    Path =
                        "/binaryMediaTypes/"
                        + type.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal),
                };
            }
        }
    }

    public static PatchOperation Replace(string path, string value) =>
        new()
        {
            Op = "replace",
            Path = path,
            Value = value,
        };
}
