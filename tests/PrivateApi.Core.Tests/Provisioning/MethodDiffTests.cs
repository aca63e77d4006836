using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.OpenApi;
using PrivateApi.Provisioning.ApiPlans;

namespace PrivateApi.Tests.Provisioning;

/// <summary>What an import makes of a method's protection is said before it is made (developer guide, "OpenAPI extensions").</summary>
public sealed class MethodDiffTests
{
    private const string Schemes = """
        "sigv4":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"awsSigv4"},
        "key":{"type":"apiKey","name":"x-api-key","in":"header"},
        "pool":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"cognito_user_pools","x-amazon-apigateway-authorizer":{"type":"cognito_user_pools","providerARNs":["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a"]}},
        "fn":{"type":"apiKey","name":"Auth","in":"header","x-amazon-apigateway-authtype":"custom","x-amazon-apigateway-authorizer":{"type":"token","authorizerUri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations"}}
        """;

    [Theory]
    [InlineData("AWS_IAM", false, "[]", "~ GET /a: AWS_IAM to NONE", true)]
    [InlineData("CUSTOM", true, "[]", "~ GET /a: CUSTOM to NONE, requires no API key any more", true)]
    [InlineData("NONE", true, "[]", "~ GET /a: requires no API key any more", true)]
    [InlineData("NONE", false, """[{"sigv4":[]}]""", "~ GET /a: NONE to AWS_IAM", false)]
    [InlineData("NONE", false, """[{"fn":[],"key":[]}]""", "~ GET /a: NONE to CUSTOM, requires an API key", false)]
    [InlineData("AWS_IAM", false, """[{"pool":[]}]""", "~ GET /a: AWS_IAM to COGNITO_USER_POOLS", false)]
    [InlineData("AWS_IAM", false, """[{"sigv4":[]}]""", null, false)]
    [InlineData("AWS_IAM", true, """[{"defined elsewhere":[]}]""", null, false)]
    public void A_method_that_is_protected_otherwise_is_a_change(string type, bool key, string security, string? line, bool opens)
    {
        foreach (string form in (string[])["swagger", "openapi"])
        {
            MethodDiff diff = MethodDiff.Compare(
                new Dictionary<string, Method>
                {
                    ["GET /a"] = new()
                    {
                        AuthorizationType = type,
                        ApiKeyRequired = key,
                        MethodIntegration = new() { Type = "MOCK" },
                    },
                },
                Read(form, security),
                removes: true
            );
            Assert.Equal(line is null ? [] : [line], diff.Lines());
            Assert.Equal(opens ? ["GET /a"] : [], diff.Opened);
        }
    }

    private static ApiDefinitionDocument Read(string form, string security)
    {
        string schemes = "{" + Schemes + "}";
        string head =
            form == "swagger"
                ? "\"swagger\":\"2.0\",\"securityDefinitions\":" + schemes
                : "\"openapi\":\"3.0.1\",\"components\":{\"securitySchemes\":" + schemes + "}";
        string method = "{\"security\":" + security + ",\"responses\":{},\"x-amazon-apigateway-integration\":{\"type\":\"mock\"}}";
        string paths = "\"paths\":{\"/a\":{\"get\":" + method + "}}";
        return DefinitionReader.Read(
            DefinitionSource.FromText("{" + head + ",\"info\":{\"title\":\"t\",\"version\":\"1\"}," + paths + "}")
        );
    }
}
