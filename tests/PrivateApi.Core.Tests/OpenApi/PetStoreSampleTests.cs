using System.Text;
using System.Text.Json;
using PrivateApi.OpenApi;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.OpenApi;

public sealed class PetStoreSampleTests
{
    // The table of API Gateway's own example ("Create a REST API by importing an example").
    [Fact]
    public void The_sample_has_the_methods_of_the_example_API()
    {
        ApiDefinitionDocument sample = DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com"));
        Assert.Equal("PetStore", sample.Title);
        Assert.Empty(sample.Warnings);
        Assert.Equal(
            [
                "GET / MOCK",
                "GET /pets HTTP",
                "POST /pets HTTP",
                "OPTIONS /pets MOCK",
                "GET /pets/{petId} HTTP",
                "OPTIONS /pets/{petId} MOCK",
            ],
            sample.Operations.Select(o => $"{o} {o.IntegrationType}")
        );
    }

    [Theory]
    [InlineData("eu-west-1", "amazonaws.com", "http://petstore.execute-api.eu-west-1.amazonaws.com/petstore/pets")]
    [InlineData("cn-north-1", "amazonaws.com.cn", "http://petstore.execute-api.cn-north-1.amazonaws.com.cn/petstore/pets")]
    public void Its_backend_is_the_one_of_the_Region(string region, string suffix, string uri)
    {
        using JsonDocument json = JsonDocument.Parse(DefinitionReader.Read(PetStoreSample.For(region, suffix)).Bytes);
        JsonElement pets = json
            .RootElement.GetProperty("paths")
            .GetProperty("/pets")
            .GetProperty("get")
            .GetProperty("x-amazon-apigateway-integration");
        Assert.Equal(uri, pets.GetProperty("uri").GetString());
        Assert.DoesNotContain(".invalid", json.RootElement.GetRawText());
    }

    [Fact]
    public async Task An_independent_validator_finds_it_valid()
    {
        string file = Path.Combine(Path.GetTempPath(), $"petstore-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(
            file,
            Encoding.UTF8.GetString(DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com")).Bytes.Span),
            TestContext.Current.CancellationToken
        );
        try
        {
            JsonElement answer = await Peer.BotoAsync("validate_openapi.py", new Uri("http://127.0.0.1:1"), file);
            Assert.SkipWhen(answer.TryGetProperty("skipped", out _), "openapi_spec_validator is not installed");
            Assert.Equal("[]", answer.GetProperty("errors").GetRawText());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
