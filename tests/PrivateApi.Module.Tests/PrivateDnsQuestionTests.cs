namespace PrivateApi.Tests;

/// <summary>
/// New- and Set-PrivateApiEndpoint as somebody at a prompt meets them whose account has a public API (st-g.de, "Be careful with AWS Private
/// API Gateway Endpoints": nothing said before that private DNS cuts it off).
/// </summary>
public sealed class PrivateDnsQuestionTests
{
    private const string Public =
        "$http = [Net.Http.HttpClient]::new(); "
        + "$null = $http.DefaultRequestHeaders.TryAddWithoutValidation('Authorization', "
        + "'AWS4-HMAC-SHA256 Credential=123456789012/20261122/eu-west-1/apigateway/aws4_request'); "
        + "$body = [Net.Http.StringContent]::new('{\"name\":\"Shop\",\"endpointConfiguration\":{\"types\":[\"REGIONAL\"]}}'); "
        + "$null = $http.PostAsync(\"$($lab.EndpointUrl)restapis\", $body).GetAwaiter().GetResult().EnsureSuccessStatusCode(); ";

    private const string New = "$network | New-PrivateApiEndpoint -WarningAction Ignore";

    [Fact]
    public void Who_says_no_to_the_question_gets_no_endpoint()
    {
        AnsweringHost host = new("No");
        using ModuleSession session = Open(host);
        Assert.Empty(session.Run(Public + New));
        Assert.Contains("off from 1 public API in eu-west-1: Shop", Assert.Single(host.Asked), StringComparison.Ordinal);
        Assert.Empty(session.Run("Get-PrivateApiEndpoint"));
    }

    [Fact]
    public void Who_says_yes_gets_it()
    {
        AnsweringHost host = new("Yes");
        using ModuleSession session = Open(host);
        Assert.Single(session.Run(Public + New));
        Assert.Single(host.Asked);
    }

    [Theory]
    [InlineData(New)]
    [InlineData(Public + "$network | New-PrivateApiEndpoint -Force -WarningAction Ignore")]
    [InlineData(Public + "$network | New-PrivateApiEndpoint -Confirm:$false -WarningAction Ignore")]
    [InlineData(Public + "$network | New-PrivateApiEndpoint -NoPrivateDns")]
    public void Nobody_is_asked_about(string command)
    {
        AnsweringHost host = new("No");
        using ModuleSession session = Open(host);
        session.Run(command);
        Assert.Empty(host.Asked);
        Assert.Single(session.Run("Get-PrivateApiEndpoint"));
    }

    private static ModuleSession Open(AnsweringHost host)
    {
        ModuleSession session = new(host);
        session.Run("$lab = Start-PrivateApiLab -Region eu-west-1 6>$null; $network = New-PrivateApiNetwork shop");
        return session;
    }
}
