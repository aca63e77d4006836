using System.Text;
using PrivateApi.Errors;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

public sealed class PolicyDocumentTests
{
    private static readonly PolicyContext Api = new("aws", "eu-west-1", "123456789012", "abc123def4");

    private const string Allow =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}}""";

    [Theory]
    [InlineData("", 1, 1, "does not contain any JSON tokens")]
    [InlineData("[]", 1, 1, "expected a policy, an object that begins with {, found a list")]
    [InlineData("{}", 1, 2, "expected a Statement")]
    [InlineData("{\"Version\":\"2012-10-18\",\"Statement\":[]}", 1, 12, "expected the Version \"2012-10-17\"")]
    [InlineData("{\"Statement\":[]}", 1, 2, "expected at least one statement")]
    [InlineData(
        "{\n  \"Statement\": [\n    { \"Effect\": \"allow\" }]}",
        3,
        17,
        "expected the Effect \"Allow\" or \"Deny\", found \"allow\""
    )]
    [InlineData("{\n \"Statement\": [{\n  \"Efect\": \"Allow\"}]}", 3, 3, "expected Sid, Effect, Principal")]
    [InlineData(
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\"}}",
        1,
        14,
        "expected a Resource or NotResource in this statement"
    )]
    [InlineData(
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        1,
        14,
        "expected a Principal or NotPrincipal in this statement"
    )]
    [InlineData(
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotPrincipal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        1,
        14,
        "expected Principal or NotPrincipal, not both"
    )]
    [InlineData(
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"arn:aws:iam::1:root\",\"Action\":\"*\",\"Resource\":\"*\"}}",
        1,
        44,
        "expected \"*\" or an object such as {\"AWS\": \"111122223333\"}"
    )]
    [InlineData(
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Aws\":\"*\"},\"Action\":\"*\",\"Resource\":\"*\"}}",
        1,
        45,
        "expected AWS, Service, Federated or CanonicalUser, found \"Aws\""
    )]
    [InlineData(
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":5,\"Resource\":\"*\"}}",
        1,
        57,
        "expected an action such as \"execute-api:Invoke\", found 5"
    )]
    [InlineData("{\"Statement\":{\"Effect\":\"Allow\",\"Effect\":\"Deny\"}}", 1, 32, "expected \"Effect\" once, found it twice")]
    [InlineData(
        "{\"Statement\":{\"Condition\":{\"StringEqual\":{}}}}",
        1,
        28,
        "expected a condition operator such as StringEquals, found \"StringEqual\""
    )]
    [InlineData("{\"Statement\":{\"Condition\":{\"NullIfExists\":{}}}}", 1, 28, "expected a condition operator")]
    [InlineData(
        "{\"Statement\":{\"Condition\":{\"Bool\":{\"aws:x\":{}}}}}",
        1,
        44,
        "expected a value of the condition key, found an object"
    )]
    [InlineData("{\"Statement\":{\"Condition\":{\"Bool\":{\"é\":1,\"é\":2}}}}", 1, 42, "expected \"é\" once, found it twice")]
    [InlineData("{\"Version\":\"2012-10-17\",}", 1, 25, "expected JSON; The JSON object contains a trailing comma")]
    [InlineData("{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}} x", 1, 77, "invalid")]
    [InlineData("{\"Id\":\"\\ud800\",\"Statement\":[]}", 1, 7, "half a surrogate pair")]
    public void A_broken_policy_is_refused_with_line_column_and_what_was_expected(string json, int line, int column, string expected)
    {
        PrivateApiException error = Assert.Throws<PrivateApiException>(() => PolicyDocument.Parse(json));
        Assert.Equal("InvalidPolicy", error.ErrorId);
        Assert.Equal(FaultKind.InvalidArgument, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains($"line {line}, column {column}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"Statement":[{"Resource":["execute-api:/*"],"Action":["EXECUTE-API:invoke"],"Principal":{"AWS":["*"]},"Effect":"Allow","Sid":"a"}],"Version":"2012-10-17","Id":"x"}"""
    )]
    [InlineData(
        """{"Version":"2008-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["execute-api:/*","execute-api:/*"]}}"""
    )]
    [InlineData(
        """{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"arn:aws:execute-api:eu-west-1:123456789012:abc123def4\/*\"}]}"""
    )]
    [InlineData(
        "\"{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"execute-api:Invoke\\\",\\\"Resource\\\":\\\"execute-api:/*\\\"}}\""
    )]
    public void The_same_meaning_in_other_words_is_the_same_policy(string json)
    {
        PolicyDocument policy = PolicyDocument.Parse(json),
            original = PolicyDocument.Parse(Allow);
        Assert.True(policy.MeansSame(original, Api));
        Assert.Equal(original.CanonicalHash(Api), policy.CanonicalHash(Api));
        Assert.Empty(PolicyDiff.Compare(original, policy, Api));
    }

    [Theory]
    [InlineData("StringNotEquals", "aws:sourcevpce", "\"vpce-1\"", "StringNotEquals", "aws:SourceVpce", "[\"vpce-1\",\"vpce-1\"]", true)]
    [InlineData("stringequals", "aws:SourceVpce", "[\"b\",\"a\"]", "StringEquals", "aws:SourceVpce", "[\"a\",\"b\"]", true)]
    [InlineData(
        "ArnEquals",
        "aws:PrincipalArn",
        "\"arn:aws:iam::1:role/a\"",
        "ArnLike",
        "aws:PrincipalArn",
        "\"arn:aws:iam::1:role/a\"",
        true
    )]
    [InlineData("Bool", "aws:SecureTransport", "true", "Bool", "aws:SecureTransport", "\"TRUE\"", true)]
    [InlineData("IpAddress", "aws:VpcSourceIp", "\"10.0.0.7\"", "IpAddress", "aws:VpcSourceIp", "\"10.0.0.7/32\"", true)]
    [InlineData("IpAddress", "aws:VpcSourceIp", "\"10.0.3.9/16\"", "IpAddress", "aws:VpcSourceIp", "\"10.0.0.0/16\"", true)]
    [InlineData("StringEquals", "aws:SourceVpce", "\"vpce-1\"", "StringEquals", "aws:SourceVpce", "\"VPCE-1\"", false)]
    [InlineData("StringEquals", "aws:SourceVpce", "\"vpce-1\"", "StringEqualsIfExists", "aws:SourceVpce", "\"vpce-1\"", false)]
    public void Conditions_compare_by_meaning(string op, string key, string values, string op2, string key2, string values2, bool same)
    {
        static PolicyDocument With(string op, string key, string values) =>
            PolicyDocument.Parse(
                $$$"""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"{{{op}}}": {"{{{key}}}": {{{values}}} } } } }"""
            );
        Assert.Equal(same, With(op, key, values).Equals(With(op2, key2, values2)));
    }

    [Fact]
    public void The_version_matters_only_where_a_variable_stands()
    {
        static PolicyDocument With(string version, string resource) =>
            PolicyDocument.Parse(
                $$$"""{"Version":"{{{version}}}","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"{{{resource}}}"}}"""
            );
        Assert.True(With("2012-10-17", "*").Equals(With("2008-10-17", "*")));
        Assert.False(With("2012-10-17", "execute-api:/${aws:username}").Equals(With("2008-10-17", "execute-api:/${aws:username}")));
    }

    [Fact]
    public void Shorthand_is_written_out_for_the_API_at_hand()
    {
        PolicyDocument china = PolicyDocument.Parse(Allow).Expand(new PolicyContext("aws-cn", "cn-north-1", "123456789012", "abc123def4"));
        Assert.Equal("arn:aws-cn:execute-api:cn-north-1:123456789012:abc123def4/*", china.Statement[0].Resource[0]);
    }

    [Fact]
    public void Writing_and_reading_keeps_the_meaning()
    {
        const string json =
            """{"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"a","Effect":"Deny","NotPrincipal":{"AWS":["123456789012","arn:aws:iam::123456789012:role/r"],"Service":"lambda.amazonaws.com"},"NotAction":["a:b","c:d"],"NotResource":"arn:aws:execute-api:*:*:*","Condition":{"Bool":{"aws:SecureTransport":"true"},"StringLike":{"aws:UserAgent":["a+b<c>","é"]}}}]}""";
        Assert.Equal(json, PolicyDocument.Parse(json).ToJson());
    }

    [Fact]
    public void A_byte_order_mark_is_no_obstacle()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Allow)];
        Assert.Equal(PolicyDocument.Parse(Allow), PolicyDocument.Parse(text));
        Assert.Equal(PolicyDocument.Parse(Allow), PolicyDocument.Parse("\uFEFF" + Allow));
    }

    [Fact]
    public void A_byte_that_is_no_UTF8_is_named_with_its_place()
    {
        byte[] text = Encoding.UTF8.GetBytes(Allow.Replace("Invoke", "Inv?ke", StringComparison.Ordinal));
        text[Array.IndexOf(text, (byte)'?')] = 0xFF;
        PrivateApiException error = Assert.Throws<PrivateApiException>(() => PolicyDocument.Parse(text));
        Assert.Contains("line 1, column 96: expected UTF-8 text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_string_becomes_a_replacement_and_not_a_crash()
    {
        Assert.Throws<PrivateApiException>(() => PolicyDocument.Parse("{\"\ud800"));
    }
}
