using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>An HTTP request of a REST service that is being built. Null values are left out.</summary>
internal sealed class RestWire(IRequest request)
{
    public RestWire Get(string path) => Verb("GET", path);

    public RestWire Post(string path) => Verb("POST", path);

    public RestWire Put(string path) => Verb("PUT", path);

    public RestWire Patch(string path) => Verb("PATCH", path);

    public RestWire Delete(string path) => Verb("DELETE", path);

    /// <summary>Fills in a part of the path; an empty part would name another resource, and is refused.</summary>
    public RestWire Path(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, name);
        request.AddPathResource($"{{{name}}}", value);
        return this;
    }

    public RestWire SubResource(string name, string value)
    {
        request.AddSubResource(name, value);
        return this;
    }

    public RestWire Query(string name, string? value)
    {
        if (value is not null)
        {
            request.Parameters.Add(name, value);
        }

        return this;
    }

    public RestWire Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public RestWire Query(string name, bool? value) =>
        Query(
            name,
            value is null ? null
                : value.Value ? "true"
                : "false"
        );

    public RestWire Query(string name, List<string>? values)
    {
        if (values is { Count: > 0 })
        {
            request.ParameterCollection.Add(name, values);
        }

        return this;
    }

    public RestWire Query(Dictionary<string, string>? values)
    {
        foreach ((string name, string value) in values ?? [])
        {
            Query(name, value);
        }

        return this;
    }

    public RestWire Header(string name, string? value)
    {
        if (value is not null)
        {
            request.Headers[name] = value;
        }

        return this;
    }

    public RestWire Body(byte[]? content)
    {
        request.Content = content ?? [];
        request.Headers["Content-Type"] = "application/octet-stream";
        return this;
    }

    public RestWire Json<T>(T body, JsonTypeInfo<T> type)
    {
        request.Content = JsonSerializer.SerializeToUtf8Bytes(body, type);
        request.Headers["Content-Type"] = "application/json";
        return this;
    }

    public RestWire Xml(XElement body)
    {
        request.Content = Encoding.UTF8.GetBytes(body.ToString(SaveOptions.DisableFormatting));
        request.Headers["Content-Type"] = "application/xml";
        return this;
    }

    private RestWire Verb(string method, string path)
    {
        request.HttpMethod = method;
        request.ResourcePath = path;
        return this;
    }
}
