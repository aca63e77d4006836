using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>The resource policy of a function, statement by statement.</summary>
internal static partial class FunctionPermissions
{
    /// <summary>Members of AddPermission that become conditions, with their keys.</summary>
    private static readonly (string Member, string Key)[] Equal =
    [
        ("SourceAccount", "AWS:SourceAccount"),
        ("EventSourceToken", "lambda:EventSourceToken"),
        ("FunctionUrlAuthType", "lambda:FunctionUrlAuthType"),
        ("PrincipalOrgID", "aws:PrincipalOrgID"),
    ];

    public static LabResponse Add(ServiceCall call, string name)
    {
        LabFunction function = FunctionName.Find(call, name);
        JsonObject body = LambdaService.Body(call);
        string id = (string?)body["StatementId"] ?? throw FunctionRules.Invalid("StatementId is required.");
        if (function.Statements.Any(statement => (string?)statement["Sid"] == id))
        {
            throw new AwsFault(
                409,
                "ResourceConflictException",
                $"The statement id ({id}) provided already exists. Please provide a new statement id, or remove the existing statement."
            );
        }

        JsonObject statement = new()
        {
            ["Sid"] = id,
            ["Effect"] = "Allow",
            ["Principal"] = Principal((string?)body["Principal"] ?? "*", call.Partition),
            ["Action"] = (string?)body["Action"],
            ["Resource"] = function.Arn,
        };
        JsonObject condition = [];
        if ((string?)body["SourceArn"] is { } source)
        {
            condition["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = source };
        }

        JsonObject equals = new(
            Equal
                .Where(member => (string?)body[member.Member] is not null)
                .Select(member => KeyValuePair.Create(member.Key, body[member.Member]?.DeepClone()))
        );
        if (equals.Count > 0)
        {
            condition["StringEquals"] = equals;
        }

        if (condition.Count > 0)
        {
            statement["Condition"] = condition;
        }

        function.Statements.Add(statement);
        function.Touch(call.Store.Ids);
        return LambdaService.Json(call, 201, new JsonObject { ["Statement"] = statement.ToJsonString() });
    }

    public static LabResponse Get(ServiceCall call, string name)
    {
        LabFunction function = FunctionName.Find(call, name);
        string policy =
            function.Policy ?? throw new AwsFault(404, "ResourceNotFoundException", "The resource you requested does not exist.");
        return LambdaService.Json(call, 200, new JsonObject { ["Policy"] = policy, ["RevisionId"] = function.RevisionAt(call.Now) });
    }

    public static LabResponse Remove(ServiceCall call, string name, string id)
    {
        LabFunction function = FunctionName.Find(call, name);
        if (function.Statements.RemoveAll(statement => (string?)statement["Sid"] == id) == 0)
        {
            throw new AwsFault(404, "ResourceNotFoundException", $"Statement {id} is not found in resource policy.");
        }

        function.Touch(call.Store.Ids);
        return LambdaService.Json(call, 204, null);
    }

    private static JsonNode Principal(string principal, string partition) =>
        principal switch
        {
            "*" => "*",
            _ when Account().IsMatch(principal) => new JsonObject { ["AWS"] = $"arn:{partition}:iam::{principal}:root" },
            _ when principal.StartsWith("arn:", StringComparison.Ordinal) => new JsonObject { ["AWS"] = principal },
            _ => new JsonObject { ["Service"] = principal },
        };

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex Account();
}
