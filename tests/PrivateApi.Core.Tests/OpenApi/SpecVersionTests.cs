using PrivateApi.Errors;
using PrivateApi.OpenApi;

namespace PrivateApi.Tests.OpenApi;

public sealed class SpecVersionTests
{
    [Fact]
    public void A_3_1_document_is_refused_with_everything_that_stands_in_the_way()
    {
        PrivateApiException error = Refusal(
            """
            openapi: 3.1.0
            jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
            info: {title: New, version: '1', summary: short, license: {name: MIT, identifier: MIT}}
            webhooks:
              orderMade: {post: {responses: {'200': {description: ok}}}}
            paths:
              /a:
                get:
                  responses:
                    '200':
                      description: ok
                      content:
                        application/json:
                          schema: {type: [string, 'null'], const: x}
            components:
              pathItems: {}
              schemas:
                Thing:
                  $schema: https://json-schema.org/draft/2020-12/schema
                  type: object
                  properties:
                    const: {type: string}
                    size: {type: integer, exclusiveMinimum: 3}
                    list: {type: array, prefixItems: [{type: 'null'}]}
                  examples: [{webhooks: 1}]
            """
        );
        Assert.Equal("OpenApiVersionNotSupported", error.ErrorId);
        foreach (
            string pointer in new[]
            {
                "/openapi: says 3.1.0",
                "/jsonSchemaDialect",
                "/webhooks",
                "/info/summary",
                "/info/license/identifier",
                "/components/pathItems",
                "/paths/~1a/get/responses/200/content/application~1json/schema/type: a list of types (string, null)",
                "/paths/~1a/get/responses/200/content/application~1json/schema/const",
                "/components/schemas/Thing/$schema",
                "/components/schemas/Thing/properties/size/exclusiveMinimum",
                "/components/schemas/Thing/properties/list/prefixItems",
                "/components/schemas/Thing/properties/list/prefixItems/0/type",
                "/components/schemas/Thing/examples",
            }
        )
        {
            Assert.Contains(pointer, error.Message);
        }

        Assert.DoesNotContain("properties/const", error.Message);
    }

    [Theory]
    [InlineData("openapi: 3.2.0\npaths: {}\n")]
    [InlineData("openapi: 4.0.0\npaths: {}\n")]
    [InlineData("swagger: '1.2'\npaths: {}\n")]
    public void Other_versions_are_refused_too(string text) => Assert.Equal("OpenApiVersionNotSupported", Refusal(text).ErrorId);

    [Theory]
    [InlineData("openapi: 3.0\ninfo: {title: T, version: '1'}\npaths: {}\n", "3.0")]
    [InlineData("swagger: 2.0\ninfo: {title: T, version: '1'}\npaths: {}\n", "2.0")]
    [InlineData("openapi: 3.0.4\ninfo: {title: T, version: '1'}\npaths: {}\n", "3.0.4")]
    public void Versions_that_API_Gateway_imports_pass_quoted_or_not(string text, string version) =>
        Assert.Equal(version, DefinitionReader.Read(DefinitionSource.FromText(text)).SpecVersion);

    private static PrivateApiException Refusal(string text) =>
        Assert.Throws<PrivateApiException>(() => DefinitionReader.Read(DefinitionSource.FromText(text)));
}
