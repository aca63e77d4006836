using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.Http;
using PrivateApi.Text;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>HTTP and HTTP_PROXY. The sample's backend is the lab's own; other hosts are called only if they were allowed.</summary>
internal static partial class HttpIntegration
{
    // Headers of one connection, and those that API Gateway sets itself.
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host",
        "Connection",
        "Content-Length",
        "Transfer-Encoding",
        "Expect",
        "Keep-Alive",
        "Upgrade",
        "TE",
        "Trailer",
        "Proxy-Authenticate",
        "x-apigw-api-id",
    };

    public static LabResponse Run(GatewayCall call, bool isProxy)
    {
        BackendRequest request = Request(call, isProxy);
        if (PetStoreBackend.IsHost(request.Url.Host))
        {
            return Map(call, PetStoreBackend.Answer(request), isProxy);
        }

        if (
            !call.Store.Options.AllowBackend.Any(host =>
                string.Equals(host, request.Url.Host, StringComparison.OrdinalIgnoreCase)
                || string.Equals(host, request.Url.Authority, StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            throw GatewayFault.Unreachable(
                $"The lab does not open connections to {request.Url.Authority}; "
                    + $"{CommandLine.ForCmdlet("Start-PrivateApiLab").With("AllowBackend", request.Url.Host)} allows it."
            );
        }

        // A page of another site may call an API as its CORS settings allow, but must not reach through the lab what its user can reach.
        if (call.Request.IsOfForeignPage)
        {
            throw GatewayFault.Refused($"The lab does not call {request.Url.Authority} on behalf of a web page of another origin.");
        }

        return LabResponse.After(async stop => Map(call, await HttpBackend.SendAsync(call.Backend, request, stop), isProxy));
    }

    /// <summary>The integration's answer from the backend's.</summary>
    public static LabResponse Map(GatewayCall call, BackendAnswer answer, bool isProxy)
    {
        if (!isProxy)
        {
            return ResponseMapping.Apply(call, answer);
        }

        LabResponse response = new(answer.Status, answer.Body, answer.Header("Content-Type") ?? "application/json");
        foreach ((string name, string value) in answer.Headers.Where(pair => !Dropped.Contains(pair.Key)))
        {
            // These would hide what API Gateway says about itself.
            string shown = name.ToLowerInvariant() is "date" or "server" or "x-amzn-requestid" or "x-amz-apigw-id"
                ? "x-amzn-Remapped-" + name
                : name;
            response.Headers[shown] = value;
        }

        return response;
    }

    private static BackendRequest Request(GatewayCall call, bool isProxy)
    {
        JsonObject integration = call.Integration;
        Dictionary<string, string> query = new(StringComparer.Ordinal);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> path = new(StringComparer.Ordinal);
        if (isProxy)
        {
            foreach (KeyValuePair<string, string> pair in call.Request.Query)
            {
                query[pair.Key] = pair.Value;
            }

            foreach ((string name, string value) in call.Request.Headers.Where(pair => !Dropped.Contains(pair.Key)))
            {
                headers[name] = value;
            }
        }

        foreach ((string target, JsonNode? source) in integration["requestParameters"] as JsonObject ?? [])
        {
            string[] parts = target.Split('.', 4);
            if (
                parts is ["integration", "request", string kind, string name]
                && ParameterMapping.Value(call, (string?)source ?? string.Empty, null) is { } value
            )
            {
                (
                    kind switch
                    {
                        "querystring" => query,
                        "header" => headers,
                        _ => path,
                    }
                )[name] = value;
            }
        }

        byte[] body = call.Request.Body;
        if (!isProxy)
        {
            (string mapped, bool isMapped) = RequestMapping.Body(call);
            body = isMapped ? Encoding.UTF8.GetBytes(mapped) : body;
            headers.TryAdd("Content-Type", call.Request.Header("Content-Type") ?? "application/json");
            headers.TryAdd("Accept", "application/json");
            headers.TryAdd("User-Agent", $"AmazonAPIGateway_{call.RestApiId}");
        }

        headers["x-amzn-apigateway-api-id"] = call.RestApiId;
        string method = (string?)integration["httpMethod"] is { } own and not "ANY" ? own : call.Request.Method;
        return new BackendRequest(
            method,
            Url(call, path, query),
            headers,
            body,
            TimeSpan.FromMilliseconds((int?)integration["timeoutInMillis"] ?? 29_000)
        );
    }

    private static Uri Url(GatewayCall call, Dictionary<string, string> path, Dictionary<string, string> query)
    {
        string text = PathVariable()
            .Replace(
                call.FromIntegration("uri"),
                match =>
                    path.TryGetValue(match.Groups["name"].Value, out string? value)
                        ? string.Join('/', value.Split('/').Select(Uri.EscapeDataString))
                        : match.Value
            );
        string added = string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        if (added.Length > 0)
        {
            text += (text.Contains('?', StringComparison.Ordinal) ? '&' : '?') + added;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? new Uri(text)
            : throw GatewayFault.Internal("Invalid endpoint address");
    }

    [GeneratedRegex(@"\{(?<name>[\w.-]+)\+?\}")]
    private static partial Regex PathVariable();
}
