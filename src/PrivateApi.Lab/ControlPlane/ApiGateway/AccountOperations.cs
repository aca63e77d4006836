using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>GetAccount, UpdateAccount.</summary>
internal static class AccountOperations
{
    public static IEnumerable<Route> Routes =>
        [new("GET", "/account", call => Answer.Ok(Answer.Without(call.State.Account))), new("PATCH", "/account", Update)];

    private static LabResponse Update(ApiCall call)
    {
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateAccount"))
        {
            switch (operation.Segments)
            {
                case ["cloudwatchRoleArn"]:
                    operation.Only("replace");
                    call.State.Account["cloudwatchRoleArn"] = string.IsNullOrEmpty(operation.Value) ? null : RoleArn(operation.Value);
                    break;
                case ["features"]:
                    operation.Only("add", "remove");
                    break;
                default:
                    throw operation.InvalidPath();
            }
        }

        return Answer.Ok(Answer.Without(call.State.Account));
    }

    private static JsonNode RoleArn(string arn) =>
        arn.Split(':') is ["arn", _, "iam", "", { Length: 12 }, string role] && role.StartsWith("role/", StringComparison.Ordinal)
            ? arn
            : throw ApiFault.BadRequest(
                "The role ARN does not have required permissions configured. Please grant trust permission for "
                    + "API Gateway and add the required role policy."
            );
}
