using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Secrets;

/// <summary>What a snapshot that is handed around holds of addresses and stage variables.</summary>
public sealed class SnapshotSecretsTests : IDisposable
{
    private const string Function =
        "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.tokenFunction}/invocations";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"privateapi-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Passwords_and_keys_of_an_integrations_address_are_not_in_a_snapshot()
    {
        StageFact stage = Masked("https://admin:hunter2@backend.example.com/v1/pets?api_key=sesame&type=dog", []);
        Assert.Equal("https://***@backend.example.com/v1/pets?api_key=***&type=dog", Assert.Single(stage.Methods).Integration!.Uri);
    }

    [Fact]
    public void Stage_variables_keep_the_values_that_the_path_of_a_call_needs_and_no_others()
    {
        StageFact stage = Masked(
            "https://${stageVariables.user}:${stageVariables.word}@${stageVariables.host}/${stageVariables.path}?key=${stageVariables.key}&t=${stageVariables.apiToken}",
            new()
            {
                ["user"] = "admin",
                ["word"] = "hunter2",
                ["host"] = "backend.example.com",
                ["path"] = "team@corp",
                ["key"] = "sesame",
                ["apiToken"] = "open",
                ["unused"] = "moon",
            }
        );
        Assert.Equal(
            "https://${stageVariables.user}:${stageVariables.word}@${stageVariables.host}/${stageVariables.path}?key=${stageVariables.key}&t=${stageVariables.apiToken}",
            Assert.Single(stage.Methods).Integration!.Uri
        );
        Assert.Equal(
            ("***", "***", "***", "***", "***"),
            (
                stage.Variables["user"],
                stage.Variables["word"],
                stage.Variables["key"],
                stage.Variables["apiToken"],
                stage.Variables["unused"]
            )
        );
        Assert.Equal(("backend.example.com", "team@corp"), (stage.Variables["host"], stage.Variables["path"]));
    }

    [Theory]
    [InlineData("https://${stageVariables.it}/pets", "admin:hunter2@host", "***@host")]
    [InlineData("${stageVariables.it}", "https://admin:hunter2@host/x?sig=abc", "https://***@host/x?sig=***")]
    [InlineData("https://host/x?${stageVariables.it}", "type=dog", "type=dog")]
    [InlineData("https://host/x?${stageVariables.it}", "api_key=abc", "api_key=***")]
    public void A_variable_that_is_a_part_of_an_address_is_masked_as_the_address_is(string uri, string value, string kept) =>
        Assert.Equal(kept, Masked(uri, new() { ["it"] = value }).Variables["it"]);

    [Fact]
    public void Names_of_functions_and_links_stay_whatever_the_variable_is_called()
    {
        Assert.Equal("pets", Masked(Function, new() { ["tokenFunction"] = "pets" }).Variables["tokenFunction"]);
        Assert.Equal(
            "abc123",
            Masked(
                new IntegrationFact
                {
                    Type = "HTTP",
                    Uri = "https://host",
                    ConnectionId = "${stageVariables.secretLink}",
                },
                new() { ["secretLink"] = "abc123" }
            ).Variables["secretLink"]
        );
        Assert.Equal(Function, Assert.Single(Masked(Function, []).Methods).Integration!.Uri);
    }

    [Fact]
    public void A_variable_that_is_set_counts_as_set_when_its_value_is_masked()
    {
        IntegrationFact integration = new() { Type = "HTTP_PROXY", Uri = "https://u:${stageVariables.word}@host/x" };
        Scene scene = Scene
            .Open()
            .WithStage(stage =>
                Assert.Single(
                    SnapshotSecrets
                        .Without(
                            AccountFacts.Account().Apis[0] with
                            {
                                Stages =
                                [
                                    stage with
                                    {
                                        Variables = new Dictionary<string, string> { ["word"] = "hunter2" },
                                        Methods = [.. stage.Methods.Select(method => method with { Integration = integration })],
                                    },
                                ],
                            }
                        )
                        .Stages
                )
            );
        scene.Expect(CheckName.Integration, CheckStatus.Passed, "https://***@host/x");
        scene
            .WithStage(stage => stage with { Variables = new Dictionary<string, string>() })
            .Expect(CheckName.Integration, CheckStatus.Failed, "does not set: word");
    }

    [Fact]
    public void A_check_shows_no_password_of_a_snapshot_from_elsewhere() =>
        Scene
            .Open()
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact { Type = "HTTP_PROXY", Uri = "https://admin:hunter2@host/x" },
                }
            )
            .Expect(CheckName.Integration, CheckStatus.Passed, "HTTP_PROXY https://***@host/x;");

    [Fact]
    public void A_written_snapshot_holds_no_secret_of_the_call_and_an_older_one_loses_its_own_when_it_is_read()
    {
        AccountSnapshot snapshot = AccountFacts.Account();
        StageFact open = snapshot.Apis[0].Stages[0] with { Variables = new Dictionary<string, string> { ["unused"] = "moon" } };
        snapshot = snapshot with { Apis = [snapshot.Apis[0] with { Stages = [open] }] };
        PathCall call = new()
        {
            RestApiId = Scene.Api,
            StageName = "demo",
            Path = "/api-key/sesame",
            Caller = AccountFacts.AtHome,
            Keys = new Dictionary<string, string> { ["aws:Referer"] = "https://u:hunter2@host/" },
        };
        SnapshotFile.Write(_file, new SnapshotCase { Snapshot = snapshot, Calls = [call] });
        string text = File.ReadAllText(_file);
        Assert.DoesNotContain("moon", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);

        File.WriteAllText(_file, text.Replace("\"unused\": \"***\"", "\"unused\": \"moon\"", StringComparison.Ordinal));
        Assert.Contains("moon", File.ReadAllText(_file), StringComparison.Ordinal);
        Assert.Equal("***", SnapshotFile.Read(_file).Snapshot.Apis[0].Stages[0].Variables["unused"]);
    }

    private static StageFact Masked(string uri, Dictionary<string, string> variables) =>
        Masked(new IntegrationFact { Type = "HTTP_PROXY", Uri = uri }, variables);

    private static StageFact Masked(IntegrationFact integration, Dictionary<string, string> variables)
    {
        ApiFact api = AccountFacts.Account().Apis[0];
        StageFact stage = api.Stages[0];
        stage = stage with { Variables = variables, Methods = [stage.Methods[0] with { Integration = integration }] };
        return Assert.Single(SnapshotSecrets.Without(api with { Stages = [stage] }).Stages);
    }
}
