using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>Which Region wins, and what is said about it.</summary>
public sealed class RegionChainTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"regions-{Guid.NewGuid():N}");

    public RegionChainTests() =>
        File.WriteAllText(
            _file,
            """
            [default]
            aws_access_key_id = AKIDDEFAULT
            aws_secret_access_key = secret
            region = eu-north-1

            [work]
            aws_access_key_id = AKIDWORK
            aws_secret_access_key = secret
            region = eu-central-1
            """
        );

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_command_then_the_session_then_the_profile_then_the_environment()
    {
        AwsConnection all = Here(("AWS_REGION", "eu-west-2"), ("AWS_DEFAULT_REGION", "eu-west-3")) with
        {
            Region = "eu-west-1",
            StoredRegion = "eu-south-1",
            ProfileName = "work",
        };
        Assert.Equal(("eu-west-1", "-Region"), Winner(all));
        Assert.Equal(("eu-south-1", "$StoredAWSRegion"), Winner(all = all with { Region = null }));
        Assert.Equal(("eu-central-1", "profile 'work'"), Winner(all = all with { StoredRegion = null }));
        Assert.Equal(
            ("eu-north-1", "profile 'default'"),
            Winner(all = all with { ProfileName = null, AccessKey = "AKID", SecretKey = "s" })
        );
        all = all with { ProfileLocation = "/nonexistent" };
        Assert.Equal(("eu-west-2", "the environment variable AWS_REGION"), Winner(all));
        Assert.Equal(
            ("eu-west-3", "the environment variable AWS_DEFAULT_REGION"),
            Winner(all with { Variable = Sessions.Environment(("AWS_DEFAULT_REGION", "eu-west-3")) })
        );
    }

    [Fact]
    public void Where_sources_differ_the_verbose_line_says_which_won()
    {
        using AwsSession session = AwsSession.Open(Here(("AWS_REGION", "eu-west-2")) with { ProfileName = "work" });
        NoticeList progress = new();
        session.ProgressEvents = progress;
        Assert.Equal("Region eu-central-1 from profile 'work', credentials from profile 'work'.", progress.All[0].Text);
        Assert.Contains("eu-west-2", progress.All[1].Text, StringComparison.Ordinal);
        Assert.All(progress.All, notice => Assert.Equal(ProgressEventKind.Verbose, notice.Kind));
        session.ProgressEvents = progress;
        Assert.Equal(2, progress.All.Count);
    }

    [Fact]
    public void No_Region_anywhere_is_an_error_that_names_the_lab()
    {
        PrivateApiException fault = Assert.Throws<PrivateApiException>(() =>
            AwsSession.Open(Sessions.On(null) with { AccessKey = "AKID", SecretKey = "s" })
        );
        Assert.Equal(("NoRegion", FaultKind.NoConnection), (fault.ErrorId, fault.Kind));
        Assert.Contains("Start-PrivateApiLab", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("europe")]
    [InlineData("eu_west_1")]
    [InlineData("eu west 1")]
    [InlineData("evil.example.com/")]
    [InlineData("eu-wst-1")]
    [InlineData("eu-west-19")]
    [InlineData("mars-north-1")]
    public void What_is_no_Regions_name_is_refused(string region)
    {
        PrivateApiException fault = Assert.Throws<PrivateApiException>(() =>
            AwsSession.Open(Sessions.On(null) with { AccessKey = "AKID", SecretKey = "s", Region = region })
        );
        Assert.Equal("UnknownRegion", fault.ErrorId);
    }

    [Fact]
    public void A_Region_newer_than_this_module_is_tried_with_a_warning()
    {
        using AwsSession session = AwsSession.Open(Sessions.On(null) with { AccessKey = "AKID", SecretKey = "s", Region = "eu-west-4" });
        NoticeList progress = new();
        session.ProgressEvents = progress;
        Assert.Contains(
            progress.All,
            notice => notice.Kind == ProgressEventKind.Warning && notice.Text.Contains("eu-west-4", StringComparison.Ordinal)
        );
        Assert.Equal("aws", session.Partition);
    }

    private static (string Region, string Source) Winner(AwsConnection connection)
    {
        using AwsSession session = AwsSession.Open(connection);
        return (session.Region, session.RegionSource);
    }

    private AwsConnection Here(params (string Name, string Value)[] environment) =>
        Sessions.On(null, environment) with
        {
            ProfileLocation = _file,
        };
}
