using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Lets API Gateway invoke a Lambda function for an API.</summary>
/// <param name="FunctionName">Name or ARN, as the integration says it.</param>
/// <param name="StatementId">Id of the statement in the function's policy.</param>
/// <param name="SourceArn">The methods it is for, as an execute-api ARN with wildcards.</param>
internal sealed record FunctionPermissionChange(string FunctionName, string StatementId, string SourceArn) : Change
{
    public override ChangeKind Kind => ChangeKind.FunctionPermission;

    public override string Target => FunctionName;

    public override string Description => $"Let API Gateway invoke function {FunctionName} for {SourceArn}";

    public override string Opens => $"function {FunctionName} to API Gateway for {SourceArn}";

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("Add-LMPermission")
            .With("FunctionName", FunctionName)
            .With("StatementId", StatementId)
            .With("Action", "lambda:InvokeFunction")
            .With("Principal", "apigateway.amazonaws.com")
            .With("SourceArn", SourceArn);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            Functions = Replace(snapshot.Functions, item => item.Name == FunctionName, item => item with { Policy = With(item.Policy) }),
        };

    /// <summary>True where a policy has the statement already.</summary>
    /// <param name="policy">The function's policy; null for none.</param>
    public bool IsIn(string? policy) =>
        Read(policy)?["Statement"] is JsonArray statements
        && statements.Any(statement =>
            (string?)statement?["Sid"] == StatementId && (string?)statement?["Condition"]?["ArnLike"]?["AWS:SourceArn"] == SourceArn
        );

    // The form that Lambda gives a permission (Lambda API reference, "AddPermission").
    private string With(string? policy)
    {
        JsonObject document = Read(policy) ?? new JsonObject { ["Version"] = "2012-10-17" };
        JsonArray statements = document["Statement"] is JsonArray several ? several : [];
        statements.Add(
            new JsonObject
            {
                ["Sid"] = StatementId,
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Service"] = "apigateway.amazonaws.com" },
                ["Action"] = "lambda:InvokeFunction",
                ["Resource"] = "*",
                ["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = SourceArn } },
            }
        );
        document["Statement"] = statements.Parent is null ? statements : statements.DeepClone();
        return document.ToJsonString();
    }

    private static JsonObject? Read(string? policy)
    {
        try
        {
            return policy is null ? null : JsonNode.Parse(policy) as JsonObject;
        }
        catch (JsonException)
        {
            // Lambda has a policy that it understands; what cannot be read here is not known, and allows nothing.
            return null;
        }
    }
}
