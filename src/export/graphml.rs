//! GraphML: a network for R, Python, Gephi, visone and others.

use std::io::Write;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::networks::{Edge, Graph, NODE, Node, fit_for_xml};

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";

type Io = std::io::Result<()>;

/// Writes a network as GraphML.
pub(super) fn write(out: &mut dyn Write, graph: &Graph) -> Io {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml
        .create_element("graphml")
        .with_attribute(("xmlns", NAMESPACE));
    root.write_inner_content(|xml| {
        key(xml, "label", "node", "string")?;
        for (name, number) in NODE {
            key(xml, name, "node", kind_of(number))?;
        }
        key(xml, "weight", "edge", "int")?;
        for (name, number) in graph.told {
            key(xml, name, "edge", kind_of(*number))?;
        }
        let direction = if graph.directed {
            "directed"
        } else {
            "undirected"
        };
        xml.create_element("graph")
            .with_attributes([("id", "record"), ("edgedefault", direction)])
            .write_inner_content(|xml| {
                graph.nodes.iter().try_for_each(|n| node(xml, n))?;
                let edges = graph.edges.iter().enumerate();
                edges
                    .into_iter()
                    .try_for_each(|(at, e)| edge(xml, at, e, graph))
            })?;
        Ok(())
    })?;
    xml.get_mut().write_all(b"\n")
}

fn kind_of(number: bool) -> &'static str {
    if number { "int" } else { "string" }
}

/// Says what a datum of nodes or edges is. Its id carries the kind of element: names may be the same in both.
fn key<W: Write>(xml: &mut Writer<W>, name: &str, of: &str, kind: &str) -> Io {
    xml.create_element("key")
        .with_attributes([
            ("id", format!("{of}-{name}").as_str()),
            ("for", of),
            ("attr.name", name),
            ("attr.type", kind),
        ])
        .write_empty()?;
    Ok(())
}

fn datum<W: Write>(xml: &mut Writer<W>, key: &str, words: &str) -> Io {
    // What is not known is left out.
    if !words.is_empty() {
        xml.create_element("data")
            .with_attribute(("key", key))
            .write_text_content(BytesText::new(&fit_for_xml(words)))?;
    }
    Ok(())
}

fn node<W: Write>(xml: &mut Writer<W>, node: &Node) -> Io {
    xml.create_element("node")
        .with_attribute(("id", fit_for_xml(&node.id).as_str()))
        .write_inner_content(|xml| {
            datum(xml, "node-label", &node.label)?;
            datum(xml, "node-kind", node.kind)
        })?;
    Ok(())
}

fn edge<W: Write>(xml: &mut Writer<W>, at: usize, edge: &Edge, graph: &Graph) -> Io {
    xml.create_element("edge")
        .with_attributes([
            ("id", format!("e{at}").as_str()),
            ("source", fit_for_xml(&edge.from).as_str()),
            ("target", fit_for_xml(&edge.to).as_str()),
        ])
        .write_inner_content(|xml| {
            datum(xml, "edge-weight", &edge.weight.to_string())?;
            let told = graph.told.iter().zip(&edge.values);
            told.into_iter()
                .try_for_each(|((name, _), words)| datum(xml, &format!("edge-{name}"), words))
        })?;
    Ok(())
}
