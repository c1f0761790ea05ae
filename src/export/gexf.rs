//! GEXF 1.2: a network for Gephi and those that read its files.

use std::io::Write;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::networks::{Edge, Graph, NODE, Node, fit_for_xml};

const NAMESPACE: &str = "http://www.gexf.net/1.2draft";

type Io = std::io::Result<()>;

/// Writes a network as GEXF.
pub(super) fn write(out: &mut dyn Write, graph: &Graph) -> Io {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml
        .create_element("gexf")
        .with_attributes([("xmlns", NAMESPACE), ("version", "1.2")]);
    root.write_inner_content(|xml| {
        let direction = if graph.directed {
            "directed"
        } else {
            "undirected"
        };
        xml.create_element("graph")
            .with_attributes([("mode", "static"), ("defaultedgetype", direction)])
            .write_inner_content(|xml| {
                attributes(xml, "node", &NODE)?;
                attributes(xml, "edge", graph.told)?;
                xml.create_element("nodes")
                    .write_inner_content(|xml| graph.nodes.iter().try_for_each(|n| node(xml, n)))?;
                xml.create_element("edges").write_inner_content(|xml| {
                    let mut edges = graph.edges.iter().enumerate();
                    edges.try_for_each(|(at, e)| edge(xml, at, e))
                })?;
                Ok(())
            })?;
        Ok(())
    })?;
    xml.get_mut().write_all(b"\n")
}

/// Says what the values of nodes or edges are.
fn attributes<W: Write>(xml: &mut Writer<W>, of: &str, told: &[(&str, bool)]) -> Io {
    xml.create_element("attributes")
        .with_attribute(("class", of))
        .write_inner_content(|xml| {
            for (at, (name, number)) in told.iter().enumerate() {
                let kind = if *number { "integer" } else { "string" };
                xml.create_element("attribute")
                    .with_attributes([
                        ("id", at.to_string().as_str()),
                        ("title", name),
                        ("type", kind),
                    ])
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

fn values<'a, W: Write>(xml: &mut Writer<W>, values: impl Iterator<Item = &'a str>) -> Io {
    xml.create_element("attvalues").write_inner_content(|xml| {
        // What is not known is left out.
        for (at, words) in values.enumerate().filter(|(_, words)| !words.is_empty()) {
            xml.create_element("attvalue")
                .with_attributes([
                    ("for", at.to_string().as_str()),
                    ("value", fit_for_xml(words).as_str()),
                ])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn node<W: Write>(xml: &mut Writer<W>, node: &Node) -> Io {
    xml.create_element("node")
        .with_attributes([
            ("id", fit_for_xml(&node.id).as_str()),
            ("label", fit_for_xml(&node.label).as_str()),
        ])
        .write_inner_content(|xml| values(xml, std::iter::once(node.kind)))?;
    Ok(())
}

fn edge<W: Write>(xml: &mut Writer<W>, at: usize, edge: &Edge) -> Io {
    xml.create_element("edge")
        .with_attributes([
            ("id", at.to_string().as_str()),
            ("source", fit_for_xml(&edge.from).as_str()),
            ("target", fit_for_xml(&edge.to).as_str()),
            ("weight", edge.weight.to_string().as_str()),
        ])
        .write_inner_content(|xml| values(xml, edge.values.iter().map(String::as_str)))?;
    Ok(())
}
