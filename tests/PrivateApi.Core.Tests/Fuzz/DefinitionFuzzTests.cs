using System.Text.Json.Nodes;
using PrivateApi.OpenApi;

namespace PrivateApi.Tests.Fuzz;

/// <summary>OpenAPI files come from anywhere, too: each is read, or refused with the place and the reason.</summary>
public sealed class DefinitionFuzzTests
{
    private static readonly string[] Refusals = ["InvalidDefinition", "OpenApiVersionNotSupported", "EdgeDefinition", "InputTooLarge"];

    private static readonly JsonNode[] Seeds = [JsonNode.Parse(DefinitionSeeds.OpenApi)!, JsonNode.Parse(DefinitionSeeds.Swagger)!];

    [Fact]
    public void A_damaged_OpenAPI_document_in_JSON_is_read_or_refused() =>
        FuzzRun.Each(random => JsonMutation.Of(Seeds[random.Next(Seeds.Length)], random), text => Read(text, "api.json"));

    [Fact]
    public void A_damaged_OpenAPI_document_in_YAML_is_read_or_refused() =>
        FuzzRun.Each(
            random =>
                random.Next(2) == 0
                    ? YamlMutation.Of(DefinitionSeeds.Yaml, random)
                    : JsonMutation.Of(Seeds[random.Next(Seeds.Length)], random),
            text => Read(text, "api.yaml")
        );

    private static void Read(byte[] text, string origin) =>
        FuzzRun.Refused(
            () =>
            {
                ApiDefinitionDocument read = DefinitionReader.Read(new DefinitionSource(text, origin));
                Assert.Equal(64, read.ContentHash.Length);
                Assert.All(read.Warnings, warning => Assert.NotEqual(string.Empty, warning.ToString()));
            },
            Refusals
        );
}
