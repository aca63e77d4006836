using CsCheck;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

/// <summary>A policy is compiled when it is read; deciding by it leaves nothing for the garbage collector.</summary>
public sealed class AllocationTests
{
    private const int Times = 100;

    // .NET reads an IPv6 address into an object and an array; nothing else is made.
    private const int OfAddress = 256;

    [Theory]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}""")]
    [InlineData("""{"StringLikeIfExists":{"aws:UserAgent":["*curl*","Mozilla/*"]}}""")]
    [InlineData("""{"IpAddress":{"aws:VpcSourceIp":["10.0.0.0/16","2001:db8::/32"]}}""")]
    [InlineData(
        """{"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},"Bool":{"aws:SecureTransport":"true"},"Null":{"aws:TagKeys":"true"}}"""
    )]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"},"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"}}""")]
    [InlineData("""{"StringEquals":{"aws:userid":"${aws:username}-${aws:none, 'x'}"},"NumericLessThan":{"aws:EpochTime":"1795341601"}}""")]
    public void Evaluating_a_policy_that_was_read_allocates_nothing(string condition)
    {
        PolicyDocument policy = PolicyDocument.Parse(
            $$$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":{"AWS":["123456789012","arn:aws:iam::123456789012:role/path/app"]},"Action":["execute-api:Inv*","s3:Get"],"Resource":["execute-api:/demo/*/pets/${aws:username}*","arn:aws:execute-api:*:*:abc*/demo/*"]},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","NotResource":"execute-api:/prod/*","Condition":{{{condition}}} }]}
            """
        );
        AccessRequest request = new()
        {
            Principal = "arn:aws:sts::123456789012:assumed-role/app/session",
            Resource = "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET/pets/alice/7",
            Context = new RequestKeys
            {
                { "aws:SourceVpce", "vpce-1" },
                { "aws:UserAgent", "xcurl/8" },
                { "aws:VpcSourceIp", "10.0.0.7" },
                { "aws:CurrentTime", "2026-11-22T10:00:00Z" },
                { "aws:SecureTransport", "true" },
                { "aws:EpochTime", "1795341600" },
                { "aws:username", "alice" },
                { "aws:userid", "alice-x" },
                { "aws:PrincipalArn", "arn:aws:iam::123456789012:role/app" },
                { "aws:PrincipalOrgPaths", ["o-2/", "o-1/r/"] },
            },
        };
        Assert.Equal(0, Allocated(policy, request));
    }

    [Fact]
    public void Nor_does_any_policy_at_random_but_for_IPv6_addresses_of_callers() =>
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Request)
            .Sample(
                (policy, request) =>
                {
                    int clauses = policy.StatementArray.Sum(s => s.Conditions.Sum(c => c.Values.Length));
                    bool v6 = request.Context.Any(key =>
                        key.Key is "aws:VpcSourceIp" or "aws:SourceIp" && key.Value[0].Contains(':', StringComparison.Ordinal)
                    );
                    Assert.InRange(Allocated(policy, request), 0, v6 ? OfAddress * clauses : 0);
                },
                iter: 1000
            );

    // What deciding makes it makes each time; what the runtime makes now and then on the thread (a method compiled anew) it does not.
    private static long Allocated(PolicyDocument policy, AccessRequest request)
    {
        Effect expected = PolicyEvaluator.Evaluate(policy, request).Effect;
        int differ = 0;
        long least = long.MaxValue;
        for (int i = 0; i < Times; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            differ += PolicyEvaluator.Evaluate(policy, request).Effect == expected ? 0 : 1;
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, differ);
        return least;
    }
}
