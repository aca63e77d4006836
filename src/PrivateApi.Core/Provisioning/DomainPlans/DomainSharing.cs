using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// The management policy of a private custom domain name: which other accounts may associate their endpoints with it (API Gateway guide,
/// "API provider: Share your private custom domain name using the API Gateway AWS CLI").
/// </summary>
internal static class DomainSharing
{
    private const string Sid = "PrivateApiShare";

    private const string Action = "apigateway:CreateAccessAssociation";

    /// <summary>The accounts that a management policy does not let in.</summary>
    /// <param name="policy">The policy; null for none.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="domainArn">The name's ARN.</param>
    /// <param name="accounts">The accounts.</param>
    public static string[] Missing(string? policy, string partition, string domainArn, IEnumerable<string> accounts)
    {
        PolicyDocument? document = string.IsNullOrWhiteSpace(policy) ? null : PolicyDocument.Parse(policy);
        return
        [
            .. accounts
                .Distinct(StringComparer.Ordinal)
                .Where(account => document is null || !Admits(document, Root(partition, account), domainArn, account)),
        ];
    }

    /// <summary>The policy with further accounts in a statement of this module's; other statements stay.</summary>
    /// <param name="policy">The policy as it is; null for none.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="domainArn">The name's ARN.</param>
    /// <param name="accounts">The accounts to add.</param>
    public static string With(string? policy, string partition, string domainArn, IEnumerable<string> accounts)
    {
        JsonObject root = string.IsNullOrWhiteSpace(policy)
            ? new JsonObject { ["Version"] = PolicyDocument.CurrentVersion, ["Statement"] = new JsonArray() }
            : (JsonObject)JsonNode.Parse(PolicyDocument.Parse(policy).ToJson())!;
        if (root["Statement"] is JsonObject single)
        {
            root["Statement"] = new JsonArray(single.DeepClone());
        }

        JsonArray statements = (JsonArray)root["Statement"]!;
        JsonObject? ours = statements.OfType<JsonObject>().FirstOrDefault(item => (string?)item["Sid"] == Sid);
        List<string> principals =
        [
            .. (ours?["Principal"] as JsonObject)?["AWS"] switch
            {
                JsonArray list => list.Select(item => (string)item!),
                JsonValue one => [(string)one!],
                _ => [],
            },
            .. accounts.Select(account => Root(partition, account)),
        ];
        if (ours is not null)
        {
            statements.Remove(ours);
        }

        statements.Add(
            new JsonObject
            {
                ["Sid"] = Sid,
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject
                {
                    ["AWS"] = new JsonArray([.. principals.Distinct(StringComparer.Ordinal).Select(item => (JsonNode)item)]),
                },
                ["Action"] = Action,
                ["Resource"] = domainArn,
            }
        );
        return root.ToJsonString();
    }

    /// <summary>The policy without some accounts in this module's statement.</summary>
    /// <returns>The policy, and the accounts that were in it.</returns>
    /// <exception cref="PrivateApiException"><c>NotShared</c>: this module's statement does not name one of them.</exception>
    public static (string? Policy, string[] Removed) Without(string? policy, string partition, IReadOnlyList<string> accounts)
    {
        if (accounts.Count == 0)
        {
            return (policy, []);
        }

        JsonObject? root = string.IsNullOrWhiteSpace(policy) ? null : (JsonObject)JsonNode.Parse(PolicyDocument.Parse(policy).ToJson())!;
        JsonObject? ours = (root?["Statement"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(item => (string?)item["Sid"] == Sid);
        string[] named = (ours?["Principal"] as JsonObject)?["AWS"] switch
        {
            JsonArray list => [.. list.Select(item => (string)item!)],
            JsonValue one => [(string)one!],
            _ => [],
        };
        if (accounts.FirstOrDefault(account => !named.Contains(Root(partition, account))) is { } other)
        {
            throw new PrivateApiException(
                "NotShared",
                FaultKind.NotFound,
                $"The name is not shared with {other} by New- or Set-PrivateApiDomain. A share of AWS Resource Access Manager is "
                    + "ended there.",
                other
            );
        }

        string[] left = [.. named.Except(accounts.Select(account => Root(partition, account)))];
        JsonArray statements = (JsonArray)root!["Statement"]!;
        if (left.Length == 0 && statements.Count > 1)
        {
            // What other statements say stays: shares of AWS Resource Access Manager, and what was written by hand.
            statements.Remove(ours);
        }
        else if (left.Length == 0)
        {
            // A policy cannot be taken away, and one without statements is none: nobody is let in instead (API Gateway API reference,
            // "Patch operations").
            ours!["Effect"] = "Deny";
            ours["Principal"] = "*";
        }
        else
        {
            ours!["Principal"] = new JsonObject { ["AWS"] = new JsonArray([.. left.Select(item => (JsonNode)item)]) };
        }

        return (root.ToJsonString(), [.. accounts]);
    }

    private static bool Admits(PolicyDocument policy, string principal, string domainArn, string account) =>
        PolicyEvaluator
            .Evaluate(
                policy,
                new AccessRequest
                {
                    Principal = principal,
                    Action = Action,
                    Resource = domainArn,
                    Context = new RequestKeys { { ConditionKeys.PrincipalAccount, account } },
                }
            )
            .Effect.IsAllow();

    private static string Root(string partition, string account) => $"arn:{partition}:iam::{account}:root";
}
