using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.DataPlane;
using PrivateApi.Lab.DataPlane.Velocity;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>
/// The language of mapping templates: examples of the Velocity user guide (velocity.apache.org, 1.7), and of API Gateway's pages on
/// mapping templates.
/// </summary>
public sealed class VelocityTests
{
    [Theory]
    [InlineData("#set($foo = \"bar\")$foo ${foo}s $!foo", "bar bars bar")]
    [InlineData("#set( $a = 'x$b' )$a", "x$b")]
    [InlineData("#set($b = 'y')#set( $a = \"x$b\" )$a", "xy")]
    [InlineData("$unknown $!unknown.", "$unknown .")]
    [InlineData("a ## comment\nb #* more\n *#c", "a b c")]
    [InlineData("#if(false)1#elseif(true)2#else 3#end", "2")]
    [InlineData("#if($missing)1#{else}2#end", "2")]
    [InlineData("#if(1 < 2 && !(3 == 4) || false)yes#end", "yes")]
    [InlineData("#if('a' == \"a\" and 2 ge 2)yes#end", "yes")]
    [InlineData("#set($x = 7 + 3 * 2)$x #set($y = 7 / 2)$y", "13 3")]
    [InlineData("#foreach($i in [1..3])$i#if($foreach.hasNext), #end#end", "1, 2, 3")]
    [InlineData("#foreach($i in ['a', 'b'])$foreach.count:$i #end", "1:a 2:b ")]
    [InlineData("#set($m = {\"k\": 'v', \"n\": [1, 2]})$m.k $m.get('k') $m['n'][1] $m.n.size()", "v v 2 2")]
    [InlineData("#set($m = {'a': 1, 'b': 2})#foreach($key in $m.keySet())$key#end", "ab")]
    [InlineData("#set($s = ' Ab ')$s.trim().toLowerCase().replace('a', 'x').length()", "2")]
    [InlineData("#set($s = 'a,b,c')#foreach($p in $s.split(','))[$p]#end", "[a][b][c]")]
    [InlineData("line\n#set($a = 1)\n#if($a == 1)\nnext\n#end\nlast", "line\nnext\nlast")]
    [InlineData("{\"#hash\": \"$5 and # and $\"}", "{\"#hash\": \"$5 and # and $\"}")]
    public void A_template_is_written_as_the_guide_says(string template, string expected) => Assert.Equal(expected, Written(template));

    [Theory]
    [InlineData("#macro(x)#end")]
    [InlineData("#stop")]
    [InlineData("#if(true)x")]
    [InlineData("x#end")]
    [InlineData("#set($a = )")]
    [InlineData("#foreach($a of $b)#end")]
    [InlineData("#set($s = 'a')$s.chars()")]
    [InlineData("#set($s = 'a')$s.substring(5)")]
    public void What_the_lab_does_not_know_is_refused_and_not_guessed(string template) => Assert.Null(Written(template));

    [Fact]
    public void A_hostile_template_ends()
    {
        Assert.Null(Written("#set($a = " + new string('(', 100_000)));
        Assert.Null(Written(string.Concat(Enumerable.Repeat("#if(true)", 10_000))));
        Assert.Equal(1000, Written("#foreach($i in [1..1000000000])x#end")!.Length);
        Assert.Equal(
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            Written($"#set($a = {new string('[', 30)}1{new string(']', 30)})$a")
        );
        const string Loop = "#foreach($i in [1..1000])";
        Assert.Null(Written($"{Loop}{Loop}{Loop}#end#end#end"));
        Assert.Null(Written($"#set($a = 'aa'){Loop}#set($a = \"$a$a\")#end"));
        Assert.Null(Written($"#set($a = [1]){Loop}#set($a = [$a, $a])#end"));
        Assert.Null(Written($"#set($a = {{}})#set($b = $a){Loop}#set($b.x = {{}})#set($b = $b.x)#end$a"));
    }

    [Fact]
    public void A_map_is_written_as_Java_writes_it_and_a_list_as_JSON()
    {
        JsonNode body = JsonNode.Parse("""{"a": {"b": 1, "c": [{"d": true}]}, "e": null}""")!;
        Assert.Equal("""{a={b=1, c=[{"d":true}]}, e=}""", VelocityValue.Text(body));
    }

    /// <summary>What a template writes; null if it is refused.</summary>
    private static string? Written(string template)
    {
        try
        {
            StringBuilder output = new();
            VelocityReader.Read(template)(new VelocityScope(_ => null), output);
            return output.ToString();
        }
        catch (GatewayFault)
        {
            return null;
        }
    }
}
