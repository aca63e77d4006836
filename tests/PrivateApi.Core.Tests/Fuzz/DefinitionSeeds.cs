namespace PrivateApi.Tests.Fuzz;

/// <summary>Small definitions that have one of everything that a definition is read for.</summary>
internal static class DefinitionSeeds
{
    public const string OpenApi = """
        {"openapi":"3.0.1","info":{"title":"T","description":"d","version":"1","license":{"name":"l"}},
         "servers":[{"url":"/","x-amazon-apigateway-endpoint-configuration":{"vpcEndpointIds":["vpce-0a1b2c3d"],"types":["PRIVATE"],"disableExecuteApiEndpoint":"true"}}],
         "security":[{"k":[]}],
         "x-amazon-apigateway-policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["execute-api:/*"],"Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d"}}}]},
         "components":{"schemas":{"P":{"type":"object","properties":{"q":{"$ref":"#/components/schemas/Q"}},"exclusiveMinimum":5},"Q":{"type":["string","null"]}},
           "securitySchemes":{"k":{"type":"apiKey","name":"x-api-key","in":"header"},"c":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authorizer":{"type":"cognito_user_pools"}}},"parameters":{"p":{"name":"p","in":"query","schema":{"type":"string"}}}},
         "paths":{"/pets/{petId}":{"parameters":[{"name":"petId","in":"path","required":true,"schema":{"type":"string"}}],"get":{"operationId":"o","security":[{"k":[]},{"c":["s"]}],
            "parameters":[{"$ref":"#/components/parameters/p"}],"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/P"}}}},
            "responses":{"200":{"description":"r","headers":{"X":{"schema":{"type":"string"}}},"content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/P"}}}}}},
            "x-amazon-apigateway-integration":{"type":"http","httpMethod":"GET","uri":"http://x.example/${stageVariables.v}","responses":{"default":{"statusCode":"200"}}}}},
           "/{proxy+}":{"x-amazon-apigateway-any-method":{"responses":{},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"}}}},"/ping":{"get":{"responses":{}}}}}
        """;

    public const string Swagger = """
        {"swagger":"2.0","info":{"title":"T","version":"1"},"basePath":"/v1","host":"h","schemes":["https"],"x-amazon-apigateway-endpoint-configuration":{"vpcEndpointIds":["vpce-0a1b2c3d"],"types":["REGIONAL"]},
         "securityDefinitions":{"k":{"type":"apiKey","name":"x-api-key","in":"header"}},"definitions":{"P":{"type":"object","properties":{"a":{"type":"string"}}}},
         "x-amazon-apigateway-policy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}",
         "paths":{"/a/{b}":{"get":{"consumes":["application/json"],"produces":["application/json"],"parameters":[{"name":"b","in":"path","required":true,"type":"string"},{"name":"body","in":"body","schema":{"$ref":"#/definitions/P"}}],
           "responses":{"200":{"description":"r","schema":{"$ref":"#/definitions/P"}}},"security":[{"k":[]}],
           "x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:f/invocations"}}}}}
        """;

    public const string Yaml = """
        openapi: 3.0.1
        info: &info
          title: Pets
          description: |
            Several
              lines.
          version: "1"
        servers:
          - url: /
            x-amazon-apigateway-endpoint-configuration:
              vpcEndpointIds:
                - vpce-0a1b2c3d
        x-amazon-apigateway-policy:
          Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Principal: "*"
              Action: execute-api:Invoke
              Resource: execute-api:/*
        x-common: &common
          responses: &responses
            "200":
              description: >-
                folded
                text
        components:
          schemas:
            Pet: {type: object, properties: {id: {type: integer, minimum: -1.5e3}, name: {type: string, nullable: true}}}
        paths:
          /pets:
            get:
              <<: *common
              operationId: list
              x-amazon-apigateway-integration: &mock
                type: mock
                requestTemplates:
                  application/json: '{"statusCode": 200}'
          /pets/{petId}:
            get:
              <<: [*common, {summary: one}]
              parameters:
                - {name: petId, in: path, required: true, schema: {type: string}}
              x-amazon-apigateway-integration: *mock
            ? post
            : responses: *responses
              deprecated: false
        """;
}
