using PrivateApi.Calls;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Lab.Http;

/// <summary>How long a request's body may be, decided from its head alone, so that nothing longer is read.</summary>
internal static class BodyLimit
{
    /// <summary>A call to an API: 10 MB (API Gateway developer guide, "Quotas for configuring and running a REST API").</summary>
    public const int Api = 10 * 1024 * 1024;

    /// <summary>A definition to import: 6 MB (API Gateway API reference, "ImportRestApi").</summary>
    public const int Definition = 6 * 1024 * 1024;

    /// <summary>A synchronous Invoke: 6 MB (Lambda developer guide, "Lambda quotas").</summary>
    public const int Invoke = 6 * 1024 * 1024;

    /// <summary>
    /// A zip of 50 MB (Lambda developer guide, "Lambda quotas") in Base64 and what is around it. The page does not name the
    /// request's own limit; Lambda's refusal does, as recorded by localstack/localstack#9697.
    /// </summary>
    public const int Function = 70_167_211;

    // A described call contains an API's body in Base64. The limits of the other services are not published; this one is the lab's.
    private const int Described = 16 * 1024 * 1024;
    private const int Other = 1024 * 1024;

    /// <summary>Bytes.</summary>
    public static int For(LabRequest head) =>
        head.RawPath == LabCallProtocol.Path ? Described
        : IsApiCall(head, CredentialScope.Parse(head)) ? Api
        : CredentialScope.Parse(head)?.Service switch
        {
            "apigateway" => Definition,
            "lambda" => IsInvoke(head) ? Invoke : Function,
            _ => Other,
        };

    /// <summary>
    /// Whether a request calls an API: a path under <c>/_api/</c>, <c>x-apigw-api-id</c>, an execute-api signature or host.
    /// </summary>
    public static bool IsApiCall(LabRequest head, CredentialScope? scope) =>
        head.RawPath.StartsWith(LabCallProtocol.ApiPath, StringComparison.Ordinal)
        || head.Header("x-apigw-api-id") is not null
        || scope?.Service == "execute-api"
        || ApiHost.Parse(head.Host.Split(':')[0]).IsApiGateways;

    /// <summary>Whether a request to Lambda is an Invoke.</summary>
    public static bool IsInvoke(LabRequest head) => head.RawPath.EndsWith("/invocations", StringComparison.Ordinal);

    /// <summary>The request with its body, read no further than one byte past the limit.</summary>
    /// <param name="head">The request without its body.</param>
    /// <param name="announced">Content-Length; negative if the body comes in chunks.</param>
    /// <param name="body">The body.</param>
    /// <param name="stop">Stops.</param>
    public static async Task<LabRequest> ReadAsync(LabRequest head, long announced, Stream body, CancellationToken stop)
    {
        int limit = For(head);
        if (announced > limit)
        {
            return head with { IsBodyTooLong = true };
        }

        // Memory is allocated as bytes arrive, not as they are announced.
        using MemoryStream read = new();
        byte[] part = new byte[64 * 1024];
        while (await body.ReadAsync(part.AsMemory(0, (int)Math.Min(part.Length, limit + 1L - read.Length)), stop) is > 0 and int count)
        {
            read.Write(part, 0, count);
            if (read.Length > limit)
            {
                return head with { IsBodyTooLong = true };
            }
        }

        return head with
        {
            Body = read.ToArray(),
        };
    }
}
