using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.DataPlane.Velocity;
using PrivateApi.Lab.Http;
using PrivateApi.Text;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>HTTP and HTTP_PROXY. The sample's backend is the lab's own; other hosts are called only if they were allowed.</summary>
internal static partial class HttpIntegration
{
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
        foreach ((string name, string value) in answer.Headers)
        {
            if (GatewayHeaders.ToCaller(name) is { } shown)
            {
                response.Headers[shown] = value;
            }
        }

        return response;
    }

    private static BackendRequest Request(GatewayCall call, bool isProxy)
    {
        JsonObject integration = call.Integration;
        Dictionary<string, string> query = new(StringComparer.Ordinal);
        List<KeyValuePair<string, string>> passed = [];
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> path = new(StringComparer.Ordinal);
        if (isProxy)
        {
            passed.AddRange(call.Request.Query);
            foreach ((string name, string value) in call.Request.Headers.Where(pair => !GatewayHeaders.IsKeptFromBackend(pair.Key)))
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
            if (body.Length > 0)
            {
                headers.TryAdd("Content-Type", call.Request.Header("Content-Type") ?? "application/json");
            }

            headers.TryAdd("Accept", "application/json");
            headers.TryAdd("User-Agent", $"AmazonAPIGateway_{call.RestApiId}");
        }

        Override(call, "header", headers);
        Override(call, "querystring", query);
        Override(call, "path", path);
        if (headers.Keys.FirstOrDefault(name => GatewayHeaders.IsForbidden(name, isAws: false)) is { } forbidden)
        {
            throw GatewayFault.Internal($"The integration maps the header {forbidden}, which API Gateway sets itself.");
        }

        foreach (string name in headers.Keys.Where(GatewayHeaders.IsNotSent).ToList())
        {
            headers.Remove(name);
        }

        passed.RemoveAll(pair => query.ContainsKey(pair.Key));
        passed.AddRange(query);
        headers["x-amzn-apigateway-api-id"] = call.RestApiId;
        headers[GatewayHeaders.TraceId] = call.TraceId;
        string method = (string?)integration["httpMethod"] is { } own and not "ANY" ? own : call.Request.Method;
        return new BackendRequest(
            method,
            Url(call, path, passed),
            headers,
            body,
            TimeSpan.FromMilliseconds((int?)integration["timeoutInMillis"] ?? 29_000)
        );
    }

    private static void Override(GatewayCall call, string kind, Dictionary<string, string> target)
    {
        foreach ((string name, JsonNode? value) in call.RequestOverride[kind] as JsonObject ?? [])
        {
            target[name] = VelocityValue.Text(VelocityValue.Of(value));
        }
    }

    private static Uri Url(GatewayCall call, Dictionary<string, string> path, IReadOnlyList<KeyValuePair<string, string>> query)
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
