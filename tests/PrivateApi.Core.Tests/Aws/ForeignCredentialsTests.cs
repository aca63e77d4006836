using System.Reflection;
using System.Runtime.Loader;
using Amazon.Runtime;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>Credentials from an AWSSDK that is not ours.</summary>
public sealed class ForeignCredentialsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_Set_AWSCredential_stores_is_opened_and_asked_anew_for_each_call()
    {
        TheirRole role = new();
        RecordingHandler handler = new();
        using AwsSession session = AwsSession.Open(
            Sessions.On(handler) with
            {
                Region = "eu-west-1",
                StoredCredential = new AWSPSCredentials(role, "work"),
            }
        );
        await session.GetAccountIdAsync(Stop);
        await session.Lambda.ListFunctionsAsync(new(), Stop);
        string[] keys = [.. handler.Requests.Select(request => request.AccessKey)];
        Assert.All(keys, key => Assert.StartsWith("AKIDTHEIRS", key, StringComparison.Ordinal));
        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal("t", handler.Requests[0].Headers["X-Amz-Security-Token"]);
        Assert.Equal("$StoredAWSCredentials", session.CredentialSource);
    }

    [Fact]
    public async Task A_bare_credentials_object_will_do_too() =>
        Assert.StartsWith("AKIDTHEIRS", await KeyAsync(new TheirRole()), StringComparison.Ordinal);

    [Fact]
    public async Task A_PSCredential_holds_key_and_secret() => Assert.Equal("AKIDUSER", await KeyAsync(new TheirSignIn("AKIDUSER", "s")));

    [Fact]
    public async Task Our_own_SDKs_credentials_are_used_as_they_are() =>
        Assert.Equal("AKIDOURS", await KeyAsync(new BasicAWSCredentials("AKIDOURS", "s")));

    [Theory]
    [InlineData("a string")]
    [InlineData(5)]
    public void What_holds_no_keys_is_refused_by_its_type_and_never_printed(object given)
    {
        PrivateApiException fault = Assert.Throws<PrivateApiException>(() =>
            AwsSession.Open(Sessions.On(null) with { Region = "eu-west-1", Credential = given })
        );
        Assert.Equal(("CredentialNotUsable", FaultKind.NoConnection), (fault.ErrorId, fault.Kind));
        Assert.StartsWith($"-Credential contains a {given.GetType().Name},", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a string", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_their_SDK_says_when_it_fails_is_said_again()
    {
        TheirRole expired = new() { Failure = new InvalidOperationException("The security token has expired") };
        PrivateApiException fault = Assert.Throws<PrivateApiException>(() =>
            AwsSession.Open(Sessions.On(null) with { Region = "eu-west-1", Credential = expired })
        );
        Assert.Equal("CredentialsRefused", fault.ErrorId);
        Assert.Equal("No credentials could be obtained from -Credential: The security token has expired", fault.Message);
    }

    [Theory]
    [InlineData("Amazon.Runtime.BasicAWSCredentials", "AKIDOTHER", null)]
    [InlineData("Amazon.Runtime.SessionAWSCredentials", "AKIDOTHER", "token")]
    public async Task Credentials_of_a_real_AWSSDK_3_7_beside_ours_work(string type, string key, string? token)
    {
        string file = typeof(ForeignCredentialsTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "OtherAwsSdkCore")
            .Value!;
        Assert.SkipUnless(File.Exists(file), "AWSSDK.Core 3.7 is not in the package folder");
        AssemblyLoadContext theirs = new("AWS Tools", isCollectible: false);
        Assembly core = theirs.LoadFromAssemblyPath(file);
        Assert.Equal(3, core.GetName().Version!.Major);
        object[] keys = token is null ? [key, "secret"] : [key, "secret", token];
        object credentials = Activator.CreateInstance(core.GetType(type)!, keys)!;
        Assert.IsNotType<AWSCredentials>(credentials, exactMatch: false);
        Assert.Equal(key, await KeyAsync(credentials));
    }

    private static async Task<string> KeyAsync(object credential)
    {
        RecordingHandler handler = new();
        using AwsSession session = AwsSession.Open(Sessions.On(handler) with { Region = "eu-west-1", Credential = credential });
        await session.GetAccountIdAsync(Stop);
        return Assert.Single(handler.Requests).AccessKey;
    }
}
