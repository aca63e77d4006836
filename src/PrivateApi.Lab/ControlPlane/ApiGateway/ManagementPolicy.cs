using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// Which other accounts a domain name's management policy allows (developer guide, "Share your private custom domain
/// name using the API Gateway AWS CLI"). Only principals are evaluated: the page's policies have nothing else.
/// </summary>
internal static class ManagementPolicy
{
    public static bool Admits(string? policy, string accountId) =>
        policy is not null
        && JsonText.Parse(policy) is JsonObject document
        && (document["Statement"] as JsonArray ?? [document["Statement"]?.DeepClone()])
            .OfType<JsonObject>()
            .Any(statement =>
                Scalar.Loose(statement["Effect"]) == "Allow"
                && Principals(statement["Principal"]).Any(principal => IsOf(principal, accountId))
            );

    private static IReadOnlyList<string> Principals(JsonNode? principal) =>
        Scalar.Texts(principal is JsonObject kinds ? kinds["AWS"] : principal);

    private static bool IsOf(string principal, string accountId) =>
        principal == "*"
        || principal == accountId
        || (principal.Split(':') is ["arn", _, "iam", _, string account, ..] && account == accountId);
}
