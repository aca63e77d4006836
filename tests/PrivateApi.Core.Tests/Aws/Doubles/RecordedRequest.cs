namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>A request as it would have gone out.</summary>
internal sealed record RecordedRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    /// <summary>Path with its escapes.</summary>
    public string Path => Url.AbsolutePath;

    public string Query => Url.Query.TrimStart('?');

    /// <summary>Region and service of the signature, for instance <c>eu-west-1/apigateway</c>.</summary>
    public string Scope => string.Join('/', Headers["Authorization"].Split("Credential=")[1].Split(',')[0].Split('/')[2..4]);

    public string AccessKey => Headers["Authorization"].Split("Credential=")[1].Split('/')[0];
}
