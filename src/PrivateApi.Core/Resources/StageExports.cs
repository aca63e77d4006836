using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Resources;

/// <summary>Exports of stages: the only place where AWS's API shows what is deployed.</summary>
internal static class StageExports
{
    /// <summary>A stage's OpenAPI 3.0 definition as JSON, with API Gateway's extensions; nothing where the answer brings none.</summary>
    public static async Task<byte[]> ReadAsync(AwsSession session, string restApiId, string stageName, CancellationToken stop)
    {
        GetExportRequest request = new()
        {
            RestApiId = restApiId,
            StageName = stageName,
            ExportType = "oas30",
            Accepts = "application/json",

            // Integrations, authorizers and the policy are told by extensions alone (API Gateway reference, GetExport).
            Parameters = new() { ["extensions"] = "apigateway" },
        };
        return (await session.ApiGateway.GetExportAsync(request, stop)).Body ?? [];
    }
}
