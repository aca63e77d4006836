using System.Text.RegularExpressions;
using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>
/// Whether a function lets API Gateway in (Lambda guide, "Granting function access to AWS services": principal, action and
/// aws:SourceArn). A streamed answer needs the same permission (Lambda API reference, "InvokeWithResponseStream": it "requires
/// permission for the lambda:InvokeFunction action").
/// </summary>
internal static partial class FunctionAccess
{
    /// <summary>The function's ARN in an integration's address; null when it calls no function.</summary>
    public static string? NameIn(string uri) => FunctionUri().Match(uri) is { Success: true } match ? match.Groups["arn"].Value : null;

    /// <summary>The account in a function's ARN; null for a name.</summary>
    public static string? OwnerOf(string function) =>
        function.Split(':') is ["arn", _, "lambda", _, { Length: > 0 } account, "function", ..] ? account : null;

    /// <summary>
    /// Whether a function can be invoked with the integration's verb: Lambda's Invoke is a POST, whatever the caller's verb (API Gateway
    /// guide, "Set up Lambda proxy integrations": "the integration request's HTTP method must be set to POST"; otherwise 500, recorded by
    /// localstack in March 2024). True for a verb that is not known.
    /// </summary>
    public static bool IsInvokedWith(string? httpMethod) => httpMethod is null || httpMethod.ToUpperInvariant() is "POST" or "ANY";

    /// <summary>
    /// aws:SourceArn of an invocation: the method with the resource's path as it is defined, <c>{petId}</c> and all, which a
    /// permission's star covers.
    /// </summary>
    public static string Source(PolicyContext api, string stageName, string verb, string resourcePath) =>
        $"{api.ApiArn}/{stageName}/{verb}{resourcePath}";

    /// <summary>aws:SourceArn of an authorizer's invocation (API Gateway guide, "Configure a Lambda authorizer").</summary>
    /// <param name="apiArn">The API's execute-api ARN.</param>
    /// <param name="authorizerId">The authorizer's id, or a star for any.</param>
    public static string AuthorizerSource(string apiArn, string authorizerId) => $"{apiArn}/authorizers/{authorizerId}";

    /// <summary>Id of the statement by which a function's policy lets an authorizer in.</summary>
    public static string AuthorizerStatement(string restApiId, string authorizerId) => $"privateapi-{restApiId}-{authorizerId}";

    public static bool Allows(string? policy, string function, string source)
    {
        if (string.IsNullOrWhiteSpace(policy))
        {
            return false;
        }

        try
        {
            string resource = string.Join(':', function.Split(':').Take(8));
            RequestKeys keys = new() { { "aws:SourceArn", source }, { "aws:SourceAccount", source.Split(':')[4] } };
            AccessRequest request = new()
            {
                Principal = "apigateway.amazonaws.com",
                Action = "lambda:InvokeFunction",
                Resource = resource,
                Context = keys,
            };
            return PolicyEvaluator.Evaluate(PolicyDocument.Parse(policy), request).IsAllowed;
        }
        catch (PrivateApiException)
        {
            return false;
        }
    }

    [GeneratedRegex(@":lambda:path/[0-9-]+/functions/(?<arn>[^/]+)/(response-streaming-)?invocations")]
    private static partial Regex FunctionUri();
}
