using PrivateApi.Model;

namespace PrivateApi.Tests.Reachability;

/// <summary>A stage that the URL does not have is said, and never mended by making one (report: aws-sdk-php#1955).</summary>
public sealed class UrlStageTests
{
    [Theory]
    [InlineData(null, "/", "the URL has no stage; abc123def4 has demo", "'/'")]
    [InlineData("pets", "/", "'pets' begins a path of stage demo", "'/pets'")]
    [InlineData("Demo", "/pets", "names are case-sensitive", "'/pets'")]
    [InlineData("other", "/pets", "it has demo", "'/other/pets'")]
    public void The_URL_is_mended_and_not_the_API(string? stage, string path, string says, string called)
    {
        Scene scene = Scene
            .Open()
            .Calling(call => call with { Host = Scene.DefaultHost, StageName = stage, Path = path })
            .Expect(CheckName.StageDeployed, CheckStatus.Failed, says)
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Assert.Equal(
            $"Invoke-PrivateApi -RestApiId abc123def4 -StageName demo -Path {called}",
            scene[CheckName.StageDeployed].Remedy!.ToString()
        );
    }
}
