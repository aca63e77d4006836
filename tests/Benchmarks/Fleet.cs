using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Benchmarks;

/// <summary>An account with very many private APIs, each with a method and a stage.</summary>
internal static class Fleet
{
    private const string Definition = """
        {"openapi":"3.0.1","info":{"title":"many","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"OK"}},
        "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},
        "responses":{"default":{"statusCode":"200"}}}}}}}
        """;

    private const string Policy = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}
        """;

    public static async Task MakeAsync(AwsSession session, int count)
    {
        byte[] definition = System.Text.Encoding.UTF8.GetBytes(Definition);
        for (int number = 0; number < count; number++)
        {
            CreateRestApiResponse api = await session.ApiGateway.CreateRestApiAsync(
                new CreateRestApiRequest
                {
                    Name = $"many-{number:D4}",
                    EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                    Policy = Policy,
                },
                CancellationToken.None
            );
            await session.ApiGateway.PutRestApiAsync(
                new PutRestApiRequest
                {
                    RestApiId = api.Id,
                    Mode = "merge",
                    Body = definition,
                },
                CancellationToken.None
            );
            await session.ApiGateway.CreateDeploymentAsync(
                new CreateDeploymentRequest { RestApiId = api.Id, StageName = "demo" },
                CancellationToken.None
            );
        }
    }
}
