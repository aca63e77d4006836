using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Tests.Resources;

public sealed class StageChoiceTests
{
    [Fact]
    public void The_named_stage_is_meant_or_else_the_only_one()
    {
        Assert.Equal("demo", StageChoice.Of("abc123def4", "demo", ["demo", "prod"]));
        Assert.Equal("prod", StageChoice.Of("abc123def4", null, ["prod"]));
        Assert.Equal("prod", StageChoice.Only("abc123def4", ["prod"]));
    }

    [Theory]
    [InlineData("Demo", "demo prod", "StageNotFound", "has no stage 'Demo'. It has: demo, prod.")]
    [InlineData("demo", "", "StageNotFound", "It has: none.")]
    [InlineData(null, "demo prod", "StageRequired", "has more than one stage: demo, prod. Name one with -StageName.")]
    [InlineData(null, "", "StageRequired", "has no stage. Deploy it: Publish-PrivateApi -RestApiId abc123def4")]
    public void Anything_else_is_refused_with_what_there_is(string? named, string stages, string errorId, string words)
    {
        PrivateApiException e = Assert.Throws<PrivateApiException>(() =>
            StageChoice.Of("abc123def4", named, stages.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
        Assert.Equal(errorId, e.ErrorId);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }
}
